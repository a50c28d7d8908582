// Bundles the scripts of a theme. Called with the folder that holds the entries; prints JSON:
// {files: [{path, text}], entries: {name: path}, onDemand: [path]} or {errors: [{file, line, column, text}]}.
import * as esbuild from "esbuild";
import { readdirSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(process.argv[2]);

// A file at the top of the folder is an entry; what they share is in folders. `boot` runs before the first paint and `sw` beside all pages, so they are no modules.
const names = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name)).map((name) => name.slice(0, -3)).sort();
const plain = names.filter((name) => name === "boot" || name === "sw");
const modules = names.filter((name) => !plain.includes(name));

const common = {
  absWorkingDir: folder,
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  legalComments: "none",
  charset: "utf8",
  target: ["es2022"],
  logLevel: "silent",
  outdir: path.join(folder, "out"),
  entryNames: "[name].[hash]",
  chunkNames: "part.[hash]",
  nodePaths: [path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..", "node_modules")],
};

/** What pages may load without anybody turning to the editor: everything but what is only reached by importing from check/ on demand. */
function reached(outputs) {
  // An entry check-….ts runs beside pages, for the editor alone.
  const found = new Set(Object.keys(outputs).filter((output) => /^(?!check-)[^/]+$/.test(outputs[output].entryPoint ?? "/")));
  for (const output of found) {
    for (const { path: next, kind } of outputs[output]?.imports ?? []) {
      if (outputs[next] && !(kind === "dynamic-import" && outputs[next].entryPoint?.startsWith("check/"))) found.add(next);
    }
  }
  return found;
}

try {
  const results = [await esbuild.build({ ...common, entryPoints: modules.map((name) => `${name}.ts`), format: "esm", splitting: true })];
  if (plain.length > 0) results.push(await esbuild.build({ ...common, entryPoints: plain.map((name) => `${name}.ts`), format: "iife" }));
  const files = [];
  const entries = {};
  const onDemand = [];
  for (const { outputFiles, metafile } of results) {
    for (const file of outputFiles) files.push({ path: path.basename(file.path), text: file.text });
    // A part that is imported on demand is an entry to esbuild, but pages do not name it.
    for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
      if (entryPoint && !entryPoint.includes("/")) entries[path.basename(entryPoint, ".ts")] = path.basename(output);
    }
    const early = reached(metafile.outputs);
    onDemand.push(...Object.keys(metafile.outputs).filter((output) => !early.has(output)).map((output) => path.basename(output)));
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  process.stdout.write(JSON.stringify({ files, entries, onDemand: onDemand.sort() }));
} catch (failure) {
  const errors = (failure.errors ?? []).map(({ text, location }) => ({
    file: location?.file ?? "", line: location?.line ?? 1, column: (location?.column ?? 0) + 1, text,
  }));
  if (errors.length === 0) throw failure;
  process.stdout.write(JSON.stringify({ errors }));
}
