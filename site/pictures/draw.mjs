// Draws SVG as PNG. Reads JSON from standard input: {fonts: [file], pictures: [{svg, width}]}; prints a JSON array of PNGs in base64.
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { fonts, pictures } = JSON.parse(readFileSync(0, "utf8"));
await initWasm(readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
const fontBuffers = fonts.map((file) => readFileSync(new URL(file, import.meta.url)));

process.stdout.write(JSON.stringify(pictures.map(({ svg, width }) => {
  const drawing = new Resvg(svg, { fitTo: { mode: "width", value: width }, font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: "Pretendard" } });
  return Buffer.from(drawing.render().asPng()).toString("base64");
})));
