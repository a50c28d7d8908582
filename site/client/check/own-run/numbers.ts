/** A number of a line and where it stands. */
export interface NumberAt {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

// No part of a name (layer1, float32), with or without thousands; and what C, C# and Python print where no number is.
const number = /(?<![\p{L}\p{N}_.])[-+−]?(?:1\.#(?:INF|QNAN|IND|SNAN)0*|(?:\d{1,3}(?:,\d{3})+(?=\.\d)|\d+)(?:\.\d+)?(?:[eE][-+]?\d{1,4}(?![\d.]))?(?![\p{N}_])|\.\d+(?:[eE][-+]?\d{1,4})?|(?:nan|inf(?:inity)?)(?:\([a-z]*\))?(?![\p{L}\p{N}_])|∞)/giu;

/** The numbers of a line, from left to right. */
export function numbersIn(line: string): readonly NumberAt[] {
  const found: NumberAt[] = [];
  for (const { index, 0: text } of line.matchAll(number)) found.push({ value: valueOf(text), start: index, end: index + text.length });
  return found;
}

/** The value of a number as a log prints it; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  const [only] = numbersIn(text);
  return only !== undefined && only.start === 0 && only.end === text.length ? only.value : undefined;
}

function valueOf(text: string): number {
  const lower = text.toLowerCase();
  if (lower.includes("nan") || lower.includes("#ind")) return Number.NaN;
  if (/inf|∞/u.test(lower)) return /^[-−]/u.test(lower) ? -Infinity : Infinity;
  return Number(text.replaceAll(",", "").replace("−", "-"));
}
