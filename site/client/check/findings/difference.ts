import type { Say } from "../../page/course";
import type { DiffLine } from "./differences";

const signs = { same: " ", gone: "−", new: "+", gap: "⋯" } as const;

/** Shows a difference, line by line; signs say what colours say. */
export function differenceView(lines: readonly DiffLine[], say: Say): HTMLElement {
  const view = Object.assign(document.createElement("pre"), { className: "difference", tabIndex: 0 });
  view.setAttribute("aria-label", say("difference"));
  view.setAttribute("role", "group");
  for (const { kind, text } of lines) {
    const line = document.createElement(kind === "gone" ? "del" : kind === "new" ? "ins" : "span");
    line.className = `difference-${kind}`;
    line.textContent = `${signs[kind]} ${text}\n`;
    view.append(line);
  }
  return view;
}
