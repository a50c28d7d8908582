import type { Say } from "../../page/course";
import { changed, type DiffLine } from "./differences";

const signs = { same: " ", gone: "−", new: "+", gap: "⋯" } as const;

/** Shows a difference, line by line; signs say what colours say. */
export function differenceView(lines: readonly DiffLine[], say: Say): HTMLElement {
  const view = Object.assign(document.createElement("pre"), { className: "difference", tabIndex: 0 });
  view.setAttribute("aria-label", say("difference"));
  view.setAttribute("role", "group");
  for (const [i, { kind, text }] of lines.entries()) {
    const line = document.createElement(kind === "gone" ? "del" : kind === "new" ? "ins" : "span");
    line.className = `difference-${kind}`;
    const [from, to] = changed(lines, i);
    // On narrow windows a line would break behind its indent, and leave its sign alone.
    const shown = text.replace(/^ +/u, (indent) => "\u00a0".repeat(indent.length));
    const part = Object.assign(document.createElement("b"), { textContent: shown.slice(from, to) });
    line.append(`${signs[kind]}\u00a0${shown.slice(0, from)}`, ...(from < to ? [part] : []), `${shown.slice(to)}\n`);
    view.append(line);
  }
  return view;
}
