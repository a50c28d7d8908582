// The part of a text that shows why it was found.
import { normalize } from "./tokens";

/** A piece of an excerpt. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

const longest = 150, before = 40;

/** Splits text at what was searched for. */
export function mark(text: string, marks: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [from, to] of hits(text, marks)) {
    if (from > end) pieces.push({ text: text.slice(end, from), marked: false });
    pieces.push({ text: text.slice(from, to), marked: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), marked: false });
  return pieces;
}

/** An excerpt around the place with the most of what was searched for. */
export function excerpt(text: string, marks: readonly string[]): Piece[] {
  const found = hits(text, marks);
  let best = 0;
  let most = 0;
  for (const [at] of found) {
    const near = new Set(found.filter(([from]) => from >= at && from < at + longest - before).map(([from, to]) => normalize(text.slice(from, to)))).size;
    if (near > most) [best, most] = [at, near];
  }
  let from = best <= before ? 0 : best - before;
  if (from > 0) from = text.indexOf(" ", from) + 1 || from;
  if (from > best) from = best;
  let to = from + longest;
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + longest / 2);
  const part = `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  return mark(part, marks);
}

/** Where the words stand that are searched for, without overlaps. */
function hits(text: string, marks: readonly string[]): [number, number][] {
  const folded = normalize(text);
  const found: [number, number][] = [];
  for (const wanted of marks) {
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      const end = at + wanted.length;
      const isWord = /[a-z0-9]/.test(wanted.charAt(0));
      if (isWord && /[a-z0-9]/.test(folded.charAt(at - 1))) continue;
      if (wanted.length === 1 && /[가-힣]/.test(folded.charAt(at - 1))) continue;
      if (found.some(([from, to]) => at < to && end > from)) continue;
      // The rest of an English word belongs to the mark, a Korean particle does not.
      const rest = isWord ? (folded.slice(end).match(/^[a-z]*/)?.[0].length ?? 0) : 0;
      found.push([at, end + rest]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}
