// Bundles each *.test.ts and runs it with Node's own test runner.
import * as esbuild from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(path.join(tmpdir(), "course-client-"));
try {
  const tests = readdirSync(here).filter((name) => name.endsWith(".test.ts")).map((name) => path.join(here, name));
  await esbuild.build({ entryPoints: tests, outdir: out, outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm", target: "node20", sourcemap: "inline", logLevel: "warning" });
  const files = readdirSync(out).map((name) => path.join(out, name));
  process.exitCode = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
