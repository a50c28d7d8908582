// Bundles ask.ts and runs it: node ask.mjs <site> <queries>; with no arguments prints the compressed size of the search's scripts.
import * as esbuild from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
if (process.argv.length < 4) {
  const dialog = path.join(here, "..", "..", "search", "dialog.ts");
  const { outputFiles } = await esbuild.build({ entryPoints: [dialog], bundle: true, minify: true, write: false, format: "esm", target: "es2022" });
  process.stdout.write(String(gzipSync(outputFiles[0].contents).length));
} else {
  const out = mkdtempSync(path.join(tmpdir(), "course-ask-"));
  try {
    const outfile = path.join(out, "ask.mjs");
    await esbuild.build({ entryPoints: [path.join(here, "ask.ts")], outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
    process.exitCode = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(out, { recursive: true });
  }
}
