// Which lines two texts share.
import type { TextEdit } from "../protocol";

/** A line of a difference: in both texts, in the old one alone, in the new one alone; or a gap of lines that are the same. */
export interface DiffLine {
  readonly kind: "same" | "gone" | "new" | "gap";
  readonly text: string;
  /** Its number in the new text; in the old one for lines that are gone. */
  readonly number: number;
}

/** Beyond this product of lines the middle of two texts is told as a whole: nobody reads such a difference line by line. */
const LIMIT = 4_000_000;

/** The text with edits made. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { start, length, newText } of [...edits].sort((a, b) => b.start - a.start)) result = result.slice(0, start) + newText + result.slice(start + length);
  return result;
}

/** The difference of two texts, with so many lines that are the same around each change. */
export function differences(before: string, after: string, around = 2): readonly DiffLine[] {
  if (before === after) return [];
  const all = compare(before.split(/\r?\n/), after.split(/\r?\n/));
  const near = new Set<number>();
  all.forEach(({ kind }, i) => {
    if (kind !== "same") for (let j = i - around; j <= i + around; j++) near.add(j);
  });
  // An empty line at the edge of what is shown says nothing.
  const isBlank = (i: number): boolean => all[i]?.kind === "same" && all[i].text.trim() === "";
  for (let i = 0; i < all.length; i++) if (isBlank(i) && !near.has(i - 1)) near.delete(i);
  for (let i = all.length - 1; i >= 0; i--) if (isBlank(i) && !near.has(i + 1)) near.delete(i);

  // What is left out is said once, and not where it is only the end of the last line.
  const last = all.at(-1)?.text === "" ? all.length - 1 : all.length;
  return all.flatMap((line, i) => (near.has(i) ? [line] : (i === 0 || near.has(i - 1)) && i < last ? [{ kind: "gap" as const, text: "", number: line.number }] : []));
}

/** The part of a line that its twin has not; nothing where the lines have little in common, for then all of it is new. */
export function changed(lines: readonly DiffLine[], i: number): readonly [from: number, to: number] {
  const text = lines[i]?.text ?? "";
  const other = twin(lines, i)?.text;
  if (other === undefined) return [0, 0];
  let head = 0;
  while (head < text.length && head < other.length && text[head] === other[head]) head++;
  let tail = 0;
  while (tail < text.length - head && tail < other.length - head && text[text.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  const shared = text.slice(0, head).trimStart().length + tail;
  return 2 * shared < Math.min(text.trimStart().length, other.trimStart().length) ? [0, 0] : [head, text.length - tail];
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

function compare(a: readonly string[], b: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const same = (from: number, to: number): DiffLine[] => b.slice(from, to).map((text, i) => ({ kind: "same", text, number: from + i + 1 }));
  return [...same(0, head), ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head), ...same(b.length - tail, b.length)];
}

/** The longest common run of lines, by the table of lengths. */
function middle(a: readonly string[], b: readonly string[], offset: number): DiffLine[] {
  const width = b.length + 1;
  const lengths = a.length * b.length > LIMIT ? undefined : new Uint16Array((a.length + 1) * width);
  if (lengths !== undefined) {
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        lengths[i * width + j] = a[i] === b[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
      }
    }
  }
  const at = (i: number, j: number): number => lengths?.[i * width + j] ?? 0;
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [old, next] = [a[i], b[j]];
    if (lengths !== undefined && old !== undefined && old === next) {
      lines.push({ kind: "same", text: old, number: offset + j + 1 });
      i++;
      j++;
    } else if (old !== undefined && (next === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: "gone", text: old, number: offset + i + 1 });
      i++;
    } else {
      lines.push({ kind: "new", text: next ?? "", number: offset + j + 1 });
      j++;
    }
  }
  return lines;
}
