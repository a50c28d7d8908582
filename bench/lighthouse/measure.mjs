// Lighthouse over pages of a published site, with the browser of the machine, on the mobile profile with its slow network. The site is served with its
// compressed twins below /course/, as docs/publishing.md says a host should:
//   dotnet run --project tools/build -- --frozen --compress && npm ci && node measure.mjs ../../artifacts/site ko/ en/…/lesson/
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { loadavg } from "node:os";
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";

const [folder, ...pages] = process.argv.slice(2);
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml" };
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'";

const server = createServer((request, response) => {
  const asked = decodeURIComponent(new URL(request.url, "http://site").pathname);
  const below = asked.startsWith("/course/") ? asked.slice("/course/".length) : asked === "/robots.txt" ? "robots.txt" : "404.html";
  const file = path.join(folder, below === "" || below.endsWith("/") ? `${below}index.html` : below);
  if (!file.startsWith(path.resolve(folder)) && path.isAbsolute(folder) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  const encoding = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && existsSync(`${file}.br`) ? "br" : undefined;
  response.writeHead(200, {
    "content-type": types[path.extname(file)] ?? "application/octet-stream",
    "content-security-policy": policy,
    "cache-control": below.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
    ...(encoding ? { "content-encoding": encoding, vary: "accept-encoding" } : {}),
  });
  createReadStream(encoding ? `${file}.br` : file).pipe(response);
}).listen(0, "127.0.0.1", async () => {
  const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium", chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
  try {
    for (const page of pages) {
      const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/course/${page}`, { port: chrome.port, output: "json", logLevel: "error", disableStorageReset: false });
      const scores = Object.entries(lhr.categories).map(([name, { score }]) => `${name} ${Math.round((score ?? 0) * 100)}`);
      const times = ["largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight"].map((id) => `${id} ${lhr.audits[id]?.displayValue}`);
      console.log(`${page || "(entrance)"}: ${scores.join(", ")}; ${times.join(", ")}; load ${loadavg()[0].toFixed(1)}`);
      for (const { auditRefs } of Object.values(lhr.categories)) {
        for (const { id, weight } of auditRefs) {
          const audit = lhr.audits[id];
          if (weight > 0 && audit.score !== null && audit.score < 0.9) console.log(`  ${id} ${audit.score}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ""} ${JSON.stringify(audit.details?.items?.slice(0, 3) ?? []).slice(0, 400)}`);
        }
      }
    }
  } finally {
    chrome.kill();
    server.close();
  }
});
