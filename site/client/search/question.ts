// What a reader typed, as words with the tokens that each may be found by.
import { type Catalogue, namesOf } from "./catalogue";
import { compose, decompose } from "./hangul";
import { normalize, particleLength, readRuns, stem, syllableTokens, wordTokens } from "./tokens";

/** A word of a query. */
export interface Word {
  /** The word without its particle, folded. */
  readonly text: string;
  /** Tokens that must be there; the more of them a document has, the better. */
  readonly tokens: readonly string[];
  /** Tokens of its particle, which say a little. */
  readonly tail: readonly string[];
  /** Another reading of the whole word, such as a single syllable with its particle. */
  readonly other?: string;
  readonly syllables: boolean;
  /** Whether the reader may still be typing it. */
  readonly last: boolean;
}

/** Words of a query, and what each may also be called in this language or the other: one list of words for each name. */
export interface Question {
  readonly words: readonly Word[];
  readonly names: readonly { readonly from: number; readonly to: number; readonly words: readonly Word[]; readonly worth: number }[];
  /** Everything that may be marked in excerpts, longest first. */
  readonly marks: readonly string[];
}

/** Splits text into words. */
export function readWords(text: string): Word[] {
  const runs = [...readRuns(text)].filter(({ particle }) => !particle);
  const open = !/\s$/.test(text);
  const words = runs.map(({ text: run, written, syllables }, i): Word => {
    const last = open && i === runs.length - 1;
    if (!syllables) return { text: run, tokens: wordTokens(written).slice(0, 1), tail: [], syllables, last };
    const particle = particleLength(run);
    // 평가 may be a word of its own or 평 with a particle: of two syllables both readings are tried.
    if (run.length <= 2) return { text: run, tokens: syllableTokens(run).slice(0, 1), tail: [], syllables, last, ...(particle > 0 && run.length === 2 ? { other: run.charAt(0) } : {}) };
    const core = run.length - particle >= 2 ? run.slice(0, run.length - particle) : run;
    const tokens = syllableTokens(run);
    return { text: core, tokens: tokens.slice(0, core.length - 1), tail: tokens.slice(core.length - 1), syllables, last };
  });
  const kept = words.filter(({ tokens }) => tokens.length > 0);
  // A query of nothing but words that every text has is searched for them after all.
  return kept.length > 0 || words.length === 0 ? kept : words.map((word) => ({ ...word, tokens: [stem(word.text)] }));
}

const initialsOf = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/** Text with each syllable replaced by its first consonant. */
export const initials = (text: string): string =>
  text.replace(/[가-힣]/g, (c) => initialsOf.charAt(Math.floor((c.charCodeAt(0) - 0xac00) / 588)));

const compact = (text: string): string => normalize(text).replace(/[^\p{L}\p{N}]/gu, "");

/** Whether words stand in a list of words one behind the other; where. */
function findWords(words: readonly Word[], wanted: readonly Word[]): number {
  return words.findIndex((_, at) => at + wanted.length <= words.length && wanted.every(({ tokens }, i) => tokens[0] === words[at + i]?.tokens[0] && tokens.length === words[at + i]?.tokens.length));
}

/** What another name, and a word with the typed initials that is no term, are worth beside the word itself. */
const asName = 0.8, asInitials = 0.35;

/** Words with these initials, of terms first, then of titles and headings, and what each is worth. */
function withInitials(run: string, catalogue: Catalogue): [word: string, worth: number][] {
  const found = new Map<string, number>();
  let worth = 1;
  const add = (word: string): void => { if (!found.has(word)) found.set(word, worth); };
  const look = (title: string): void => {
    const squeezed = initials(title.replaceAll(" ", ""));
    if (squeezed === run) add(title);
    for (const word of title.split(/[\s·,]+/)) {
      const bare = word.slice(0, Math.max(word.length - particleLength(word), 2));
      if (initials(word) === run) add(word);
      else if (initials(bare) === run) add(bare);
    }
    for (let at = squeezed.indexOf(run); at >= 0 && run.length >= 3; at = squeezed.indexOf(run, at + 1)) add(title.replaceAll(" ", "").slice(at, at + run.length));
  };
  for (const name of namesOf(catalogue).flat()) look(name);
  worth = asInitials;
  for (const { title, sections } of catalogue.lessons) {
    look(title);
    for (const [, heading] of sections) look(heading);
  }
  for (const [title] of catalogue.planned) look(title);
  return [...found].slice(0, 4);
}

/** Reads a query. */
export function readQuestion(query: string, catalogue: Catalogue): Question {
  const composed = query.normalize("NFC").trimStart();
  // While a syllable is being typed, its first letter stands alone: 기울ㄱ is 기울 for now.
  // What was typed before the field was there may lack the letter that its first syllable ends with: 기우ㄹ기 is 기울기.
  const whole = composed.replace(/[ㄱ-ㅣ가-힣]*[ㄱ-ㅣ][ㅏ-ㅣ가-힣][ㄱ-ㅣ가-힣]*/g, (run) => compose(decompose(run)));
  const typed = whole.replace(/([가-힣])[ㄱ-ㅎㅏ-ㅣ]+(?=\s|$)/g, "$1");
  const jamo = typed.match(/[ㄱ-ㅎ]{2,}/g) ?? [];
  const words = readWords(typed);
  const names: { from: number; to: number; words: Word[]; worth: number }[] = [];
  for (const run of jamo) {
    for (const [word, worth] of withInitials(run, catalogue)) {
      names.push({ from: words.length, to: words.length + 1, words: readWords(`${word} `), worth });
    }
    words.push({ text: run, tokens: [], tail: [], syllables: true, last: false });
  }

  const squeezed = words.map(({ text }) => text).join("");
  for (const all of namesOf(catalogue)) {
    for (const name of all) {
      const wanted = readWords(`${name} `);
      const others = all.filter((other) => other !== name);
      if (wanted.length === 0 || others.length === 0) continue;
      const at = findWords(words, wanted);
      let span: readonly [number, number] | undefined = at >= 0 ? [at, at + wanted.length] : undefined;
      // Compounds are written with and without blanks, so Korean names are looked for in the letters alone.
      if (span === undefined && wanted.every(({ syllables }) => syllables) && compact(name).length >= 3 && squeezed.includes(compact(name))) {
        let end = 0;
        const ends = words.map(({ text }) => (end += text.length));
        const start = squeezed.indexOf(compact(name));
        span = [ends.findIndex((e) => e > start), ends.findIndex((e) => e >= start + compact(name).length) + 1];
      }
      if (span !== undefined) for (const other of others) names.push({ from: span[0], to: span[1], words: readWords(`${other} `), worth: asName });
    }
  }

  const marks = new Set<string>();
  for (const word of [...words, ...names.flatMap((name) => name.words)]) {
    if (word.text.length > 1 || word.syllables) marks.add(word.text);
    if (word.other !== undefined) marks.add(word.other);
    if (!word.syllables) for (const token of word.tokens) if (token.length > 2) marks.add(token);
  }
  return { words, names, marks: [...marks].sort((a, b) => b.length - a.length) };
}
