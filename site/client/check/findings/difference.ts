import type { Say } from "../../page/course";
import type { DiffLine } from "./differences";

const signs = { same: " ", gone: "−", new: "+", gap: "⋯" } as const;

/** Shows a difference, line by line; signs say what colours say. */
export function differenceView(lines: readonly DiffLine[], say: Say): HTMLElement {
  const view = Object.assign(document.createElement("pre"), { className: "difference", tabIndex: 0 });
  view.setAttribute("aria-label", say("difference"));
  view.setAttribute("role", "group");
  for (const [i, { kind, text }] of lines.entries()) {
    const line = document.createElement(kind === "gone" ? "del" : kind === "new" ? "ins" : "span");
    line.className = `difference-${kind}`;
    const [from, to] = changed(text, twin(lines, i)?.text);
    const part = Object.assign(document.createElement("b"), { textContent: text.slice(from, to) });
    line.append(`${signs[kind]} ${text.slice(0, from)}`, ...(from < to ? [part] : []), `${text.slice(to)}\n`);
    view.append(line);
  }
  return view;
}

/** What a line was, or became: the one at the same place among as many lines that are gone, and new. */
function twin(lines: readonly DiffLine[], i: number): DiffLine | undefined {
  const kindAt = (at: number): DiffLine["kind"] | undefined => lines[at]?.kind;
  const kind = kindAt(i);
  if (kind !== "gone" && kind !== "new") return undefined;
  let first = i;
  while (kindAt(first - 1) === kind) first--;
  let next = i;
  while (kindAt(next) === kind) next++;
  const count = next - first;
  const other = kind === "gone" ? next : first - count;
  const ends = kind === "gone" ? next + count : first - count - 1;
  const isOther = (at: number): boolean => kindAt(at) === (kind === "gone" ? "new" : "gone");
  for (let at = other; at < other + count; at++) if (!isOther(at)) return undefined;
  return isOther(ends) ? undefined : lines[other + i - first];
}

/** The part of a line that its twin has not; nothing where the lines have little in common, for then all of it is new. */
function changed(text: string, other: string | undefined): readonly [from: number, to: number] {
  if (other === undefined) return [0, 0];
  let head = 0;
  while (head < text.length && head < other.length && text[head] === other[head]) head++;
  let tail = 0;
  while (tail < text.length - head && tail < other.length - head && text[text.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  const shared = text.slice(0, head).trimStart().length + tail;
  return 2 * shared < Math.min(text.trimStart().length, other.trimStart().length) ? [0, 0] : [head, text.length - tail];
}
