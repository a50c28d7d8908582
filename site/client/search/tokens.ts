// Splits text as the index was split (src/Course.Site/Search/SearchTokens.cs); shared cases hold the two together.

const common = new Set(
  ("a an and are as at be been but by can do does for from had has have he her how if in into is it its may no not of on one or so than that the their " +
    "them then there they this to was we were what when where which while who why will with you your").split(" "),
);

/** Longest first within a length, so that the longest that fits is taken. */
const particles = (
  "에서는 에서도 으로는 으로도 이라는 에게는 까지는 부터는 이라고 이란 에서 에게 으로 부터 까지 처럼 보다 마다 조차 " +
  "라는 라고 에는 에도 로는 로도 와는 과는 하고 이나 이며 인가 이다 하는 하기 하면 한다 할때 되는 된다 을 를 은 는 이 가 의 에 로 와 과 도 만 란 나"
).split(" ");

/** Number of characters of the particle that a word ends with; a word that is nothing but a particle counts as one. */
export const particleLength = (word: string): number => particles.find((particle) => word.endsWith(particle))?.length ?? 0;

const syllable = "\\uAC00-\\uD7A3\\u4E00-\\u9FFF\\u3040-\\u30FF";
const letter = "a-z0-9_\\u00DF-\\u024F\\u0370-\\u04FF";
const runs = new RegExp(`[${syllable}]+|[${letter}]+`, "gu");
const letters = new RegExp(`[${letter}]`, "u");

export const isSyllable = (c: string): boolean => /[\uAC00-\uD7A3\u4E00-\u9FFF\u3040-\u30FF]/.test(c);

/** Small letters without accents for U+00C0 to U+017F. */
const withoutAccents = "aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþyaaaaaaccccccccddđđeeeeeeeeeegggggggghhħħiiiiiiiiiıĳĳjjkkĸllllllŀŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzſ";

/** Text as it is compared, as long as before: small letters, without accents, of common width. */
export const normalize = (text: string): string =>
  text.replace(/[A-Z\u00C0-\u017F\u0391-\u03A9\u0410-\u042F\uFF01-\uFF5E]/g, (c) => {
    const code = c.charCodeAt(0);
    if (code >= 0xc0 && code <= 0x17f) return withoutAccents.charAt(code - 0xc0);
    if (code >= 0xff21 && code <= 0xff3a) return String.fromCharCode(code - 0xfee0 + 32);
    return String.fromCharCode(code >= 0xff01 ? code - 0xfee0 : code + 32);
  });

/** The stem of a word in small letters. */
export function stem(word: string): string {
  let w = word;
  if (w.length <= 3 || /[^a-z]/.test(w)) return w;
  if (w.endsWith("ies") && w.length > 4) w = w.slice(0, -2);
  else if (w.endsWith("sses")) w = w.slice(0, -2);
  else if (/[^sui]s$/.test(w)) w = w.slice(0, -1);
  w = drop(w, "ing") ?? drop(w, "ed") ?? w;
  if (w.length > 8 && /i[zs]ation$/.test(w)) w = `${w.slice(0, -6)}z`;
  else if (w.length > 6 && w.endsWith("ation")) w = w.slice(0, -3);
  else if (w.length > 6 && w.endsWith("ise")) w = `${w.slice(0, -2)}z`;
  if (w.length > 3 && w.endsWith("e")) w = w.slice(0, -1);
  if (w.length > 3 && w.at(-1) === w.at(-2)) w = w.slice(0, -1);
  if (w.length > 3 && w.endsWith("y")) w = `${w.slice(0, -1)}i`;
  return w;
}

function drop(word: string, ending: string): string | undefined {
  const left = word.slice(0, -ending.length);
  return word.endsWith(ending) && left.length >= 3 && /[aeiouy]/.test(left) ? left : undefined;
}

/** A run of syllables or letters, folded, with its place in the normalized text. */
export interface Run {
  readonly text: string;
  /** As it was written, with its capitals. */
  readonly written: string;
  readonly syllables: boolean;
  readonly start: number;
  /** Whether it is a particle behind a word of an alphabet. */
  readonly particle: boolean;
}

/** The runs of a text. */
export function* readRuns(text: string): Generator<Run> {
  const folded = normalize(text);
  for (const match of folded.matchAll(runs)) {
    const [run] = match;
    const syllables = isSyllable(run.charAt(0));
    const behindWord = match.index > 0 && letters.test(folded.charAt(match.index - 1));
    yield {
      text: run, written: text.slice(match.index, match.index + run.length), syllables, start: match.index,
      particle: syllables && behindWord && particleLength(run) === run.length,
    };
  }
}

/** The stem of a word; of an identifier, itself and the stems of its parts. */
export function wordTokens(written: string): string[] {
  if (written.length > 64) return [];
  const whole = trim(normalize(written));
  if (whole.length === 0 || common.has(whole)) return [];
  const parts = written.split(/(?=_)|(?<=[a-z])(?=[A-Z])/).map((part) => trim(normalize(part))).filter((part) => part.length >= 3 && part.length < whole.length);
  return [whole, ...parts].map(stem);
}

const trim = (word: string): string => word.replace(/^_+|_+$/g, "");

/** The tokens of a run of syllables. */
export function syllableTokens(run: string): string[] {
  const tokens: string[] = [];
  for (let i = 0; i + 1 < run.length; i++) tokens.push(run.slice(i, i + 2));
  if (run.length - particleLength(run) === 1) tokens.push(run.charAt(0));
  return tokens;
}

/** All tokens of a text, as the index has them. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  let before: Run | undefined;
  for (const run of readRuns(text)) {
    if (before && !before.syllables && !run.syllables && run.start === before.start + before.text.length + 1 && text.charAt(run.start - 1) === "-") {
      const joined = before.text + run.text;
      if (joined.length < 40) found.push(stem(joined));
    }
    before = run;
    if (run.particle) continue;
    found.push(...(run.syllables ? syllableTokens(run.text) : wordTokens(run.written)));
  }
  return found;
}
