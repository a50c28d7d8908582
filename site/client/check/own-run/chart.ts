// A picture of curves, drawn as the site's figures are: presentation attributes with the page's colours, no styles, no ids.
import type { Curve } from "./log";
import { type Scale, scale } from "./scale";
import { thin } from "./thin";

/** A curve with its name; lines differ in colour, dashes and marks. */
export interface Line {
  readonly name: string;
  readonly curve: Curve;
  readonly look: Look;
}

/** How a line looks. */
export interface Look {
  readonly colour: string;
  readonly dashes?: string;
  readonly width: number;
  readonly mark?: "circle" | "square";
}

/** The looks of the learner's run, of what clipping left of it, and of the published run. */
export const looks = {
  own: { colour: "var(--figure-2)", width: 2.4, mark: "circle" },
  ownClipped: { colour: "var(--figure-4)", width: 2, dashes: "2 2.5", mark: "square" },
  published: { colour: "var(--figure-1)", width: 1.8, dashes: "7 4" },
} as const satisfies Record<string, Look>;

/** What is drawn. */
export interface Picture {
  readonly lines: readonly Line[];
  readonly x: string;
  readonly y: string;
  readonly log: "log" | "any";
  /** How wide the place is that it is drawn for. */
  readonly width: number;
  readonly bound?: { readonly at: number; readonly words: string };
}

/** The narrowest and the widest drawing, in pixels: it is made as wide as its place, so that letters keep their size on a telephone. */
const [NARROWEST, WIDEST] = [280, 640];
const LETTERS = 14;

/** A drawing's size, and where in it the curves are. */
type Area = Readonly<Record<"width" | "height" | "left" | "right" | "top" | "bottom", number>>;

function areaOf(place: number): Area {
  const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, place)));
  const height = Math.round(90 + width * 0.4);
  return { width, height, left: 46, right: width - 10, top: 32, bottom: height - 44 };
}

const MARKED = 40;

/** Draws. The picture says nothing to screen readers: what stands around it does. */
export function draw({ lines, x, y, log, width, bound }: Picture): SVGSVGElement {
  const area = areaOf(width);
  const shown = lines.map((line) => ({ ...line, curve: thin(line.curve) }));
  const across = scale(shown.flatMap(({ curve }) => curve.x), area.left, area.right, "linear");
  const up = scale([...shown.flatMap(({ curve }) => curve.y), ...(bound === undefined ? [] : [bound.at])], area.bottom, area.top, log);
  const svg = element("svg", { viewBox: `0 0 ${area.width} ${area.height}`, "font-size": LETTERS, class: "figure-plot", "aria-hidden": "true", focusable: "false" });
  svg.append(axes(across, up, area), words(2, 14, y, "start"), words((area.left + area.right) / 2, area.height - 6, x, "middle"));
  const limit = bound === undefined ? undefined : round(up.place(bound.at));
  if (limit !== undefined) svg.append(element("path", { d: `M${area.left} ${limit}H${area.right}`, fill: "none", stroke: "var(--figure-text)", "stroke-width": 1.2, "stroke-dasharray": "1 3" }));
  for (const { curve, look } of shown) svg.append(lineOf(curve, look, across, up));
  for (const { curve, look } of shown) {
    const lost = lossOf(curve, look, across, area);
    if (lost !== undefined) svg.append(lost);
  }
  if (bound !== undefined && limit !== undefined) {
    // Above all lines, and set off from them.
    const label = words(area.right, limit - 6, bound.words, "end", 13);
    label.setAttribute("paint-order", "stroke");
    label.setAttribute("stroke", "var(--paper)");
    label.setAttribute("stroke-width", "5");
    label.setAttribute("stroke-linejoin", "round");
    svg.append(label);
  }
  return svg;
}

/** A short piece of a line for the legend. */
export function sample(look: Look): SVGSVGElement {
  const svg = element("svg", { viewBox: "0 0 40 14", width: 40, height: 14, "aria-hidden": "true", focusable: "false" });
  svg.append(stroke("M1 7H39", look));
  if (look.mark !== undefined) svg.append(mark(20, 7, look));
  return svg;
}

function axes(across: Scale, up: Scale, area: Area): SVGElement {
  const group = element("g", { fill: "none", stroke: "var(--figure-grid)", "stroke-width": 1 });
  for (const { at } of up.ticks) group.append(element("path", { d: `M${area.left} ${round(up.place(at))}H${area.right}` }));
  group.append(element("path", { d: `M${area.left} ${area.bottom}H${area.right}`, stroke: "var(--figure-text)" }));
  const labels = element("g", {});
  for (const { at, words: text } of up.ticks) labels.append(words(area.left - 7, round(up.place(at)) + 5, text, "end"));
  for (const { at, words: text } of across.ticks) {
    const left = across.place(at);
    // A digit is about half as wide as it is high; the last number must not stand out of the drawing.
    const standsOut = left + (text.length * LETTERS) / 3.4 > area.width;
    labels.append(words(standsOut ? area.width : left, area.bottom + 19, text, standsOut ? "end" : "middle"));
  }
  const all = element("g", {});
  all.append(group, labels);
  return all;
}

function lineOf({ x, y }: Curve, look: Look, across: Scale, up: Scale): SVGElement {
  const group = element("g", {});
  let path = "";
  let isOpen = false;
  const marks: SVGElement[] = [];
  const every = Math.ceil(x.length / MARKED);
  for (const [i, step] of x.entries()) {
    const value = y[i] ?? Number.NaN;
    // What a log axis cannot show, and what is no number, is a gap.
    if (!Number.isFinite(value) || (up.isLog && value <= 0)) {
      isOpen = false;
      continue;
    }
    const [left, top] = [round(across.place(step)), round(up.place(value))];
    path += `${isOpen ? "L" : "M"}${left} ${top}`;
    isOpen = true;
    if (look.mark !== undefined && i % every === 0) marks.push(mark(left, top, look));
  }
  if (path !== "") group.append(stroke(path, look), ...marks);
  return group;
}

/** A cross with a word where a curve ends in what is no number. */
function lossOf({ x, y }: Curve, look: Look, across: Scale, area: Area): SVGElement | undefined {
  const at = y.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return undefined;
  const left = round(across.place(x[at] ?? 0));
  const top = area.top + 6;
  const group = element("g", {});
  group.append(
    element("path", { d: `M${left} ${top}V${area.bottom}`, fill: "none", stroke: look.colour, "stroke-width": 1, "stroke-dasharray": "2 4" }),
    element("path", { d: `M${left - 5} ${top - 5}l10 10m0 -10l-10 10`, fill: "none", stroke: look.colour, "stroke-width": 2.4 }),
    left > (area.left + area.right) / 2 ? words(left - 9, top + 5, Number.isNaN(y[at]) ? "NaN" : "∞", "end") : words(left + 9, top + 5, Number.isNaN(y[at]) ? "NaN" : "∞", "start"));
  return group;
}

const stroke = (d: string, { colour, width, dashes }: Look): SVGElement =>
  element("path", { d, fill: "none", stroke: colour, "stroke-width": width, "stroke-linejoin": "round", ...(dashes === undefined ? {} : { "stroke-dasharray": dashes }) });

const mark = (x: number, y: number, { mark: kind, colour }: Look): SVGElement =>
  kind === "square" ? element("rect", { x: round(x - 3), y: round(y - 3), width: 6, height: 6, fill: colour }) : element("circle", { cx: x, cy: y, r: 3.4, fill: colour });

function words(x: number, y: number, text: string, anchor: "start" | "middle" | "end", size?: number): SVGElement {
  const made = element("text", { x: round(x), y: round(y), "text-anchor": anchor, fill: "var(--figure-text)", ...(size === undefined ? {} : { "font-size": size }) });
  made.textContent = text;
  return made;
}

function element<K extends keyof SVGElementTagNameMap>(name: K, attributes: Readonly<Record<string, string | number>>): SVGElementTagNameMap[K] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

const round = (value: number): number => Math.round(value * 100) / 100;
