// A figure of curves: picture, legend, caption, and the numbers as a table.
import type { Say } from "../../page/course";
import { draw, type Line, sample } from "./chart";
import { number } from "./compare";
import { thin } from "./thin";

/** Rows of a table that somebody still reads. */
const ROWS = 100;

/** What a figure shows. */
export interface Plot {
  readonly lines: readonly Line[];
  readonly title: string;
  /** Key of the words that stand for the picture. */
  readonly alt: string;
  readonly log: "log" | "any";
  /** How wide the figure's place is, in pixels. */
  readonly width: number;
  readonly bound?: { readonly at: number; readonly words: string };
  readonly say: Say;
}

/** Makes a figure; curves without points are left out. */
export function plot({ lines, title, alt, log, width, bound, say }: Plot): HTMLElement {
  const shown = lines.filter(({ curve }) => curve.x.length > 0);
  const figure = Object.assign(document.createElement("figure"), { className: "plot run-plot" });
  if (shown.length === 0) {
    figure.append(Object.assign(document.createElement("figcaption"), { textContent: say("run-no-curve", title) }));
    return figure;
  }
  const picture = Object.assign(document.createElement("div"), { className: "picture" });
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", [say(alt), ...shown.map((line) => said(line, say))].join(" "));
  picture.append(draw({ lines: shown, x: say("run-step"), y: title, log, width, ...(bound === undefined ? {} : { bound }) }));
  const legend = Object.assign(document.createElement("ul"), { className: "run-legend" });
  for (const { name, look } of shown) {
    const item = document.createElement("li");
    item.append(sample(look), name);
    legend.append(item);
  }
  const caption = document.createElement("figcaption");
  caption.append(Object.assign(document.createElement("span"), { className: "label", textContent: title }), ` ${say("run-caption")}`);
  figure.append(picture, legend, table(shown, title, say), caption);
  return figure;
}

/** A curve in words: where it begins, where it ends, and whether it stays finite. */
function said({ name, curve: { x, y } }: Line, say: Say): string {
  const lost = y.findIndex((value) => !Number.isFinite(value));
  const end = lost < 0 ? y.length - 1 : lost - 1;
  return lost >= 0 && end < 0 ? say("run-curve-lost", name, x[lost] ?? 0)
    : `${say("run-curve", name, number(y[0] ?? 0), x[0] ?? 0, number(y[end] ?? 0), x[end] ?? 0)}${lost < 0 ? "" : ` ${say("run-curve-then-lost", x[lost] ?? 0)}`}`;
}

function table(lines: readonly Line[], title: string, say: Say): HTMLElement {
  const details = Object.assign(document.createElement("details"), { className: "data" });
  const scroll = Object.assign(document.createElement("div"), { className: "scroll", tabIndex: 0 });
  scroll.setAttribute("role", "group");
  scroll.setAttribute("aria-label", say("run-data"));
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  const heading = (words: string): HTMLElement => {
    const cell = Object.assign(document.createElement("th"), { textContent: words });
    cell.scope = "col";
    return cell;
  };
  head.append(heading(say("run-step")), ...lines.map(({ name }) => heading(`${title}, ${name}`)));
  // The learner's own steps, thinned as the picture is; the published run has a row for each of them at most.
  const own = lines.at(-1);
  const steps = thin(own?.curve ?? { x: [], y: [] }, ROWS).x;
  const values = lines.map(({ curve }) => valuesAt(curve, new Set(steps)));
  const body = made.createTBody();
  for (const step of steps) {
    const row = body.insertRow();
    row.append(Object.assign(document.createElement("th"), { scope: "row", textContent: String(step) }));
    for (const column of values) {
      const value = column.get(step);
      row.insertCell().textContent = value === undefined ? "" : number(value);
    }
  }
  scroll.append(made);
  details.append(Object.assign(document.createElement("summary"), { textContent: say("run-data") }), scroll);
  if ((own?.curve.x.length ?? 0) > steps.length) details.append(Object.assign(document.createElement("p"), { className: "hint", textContent: say("run-data-part", steps.length, own?.curve.x.length ?? 0) }));
  return details;
}

/** The values of a curve at some of its steps. */
function valuesAt({ x, y }: Line["curve"], steps: ReadonlySet<number>): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  for (let i = 0; i < x.length; i++) {
    const step = x[i] ?? Number.NaN;
    if (steps.has(step)) values.set(step, y[i] ?? Number.NaN);
  }
  return values;
}
