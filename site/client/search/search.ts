// The index of one language, and how documents are ranked by it.
import { type Catalogue, type Kind, namesOf, type Place, places, titleOf } from "./catalogue";
import { type Question, readQuestion, type Word } from "./question";
import { readShard, type Shard, shardOf } from "./shards";
import { isSyllable, normalize, wordTokens } from "./tokens";

/** Reads a file of the site by its path; throws when it is not there. */
export type Read = (path: string) => Promise<string>;

/** Something found: a lesson with its best sections, or one of the other kinds with none. */
export interface Found {
  readonly kind: Kind;
  readonly index: number;
  readonly score: number;
  /** Sections of a lesson, best first. */
  readonly sections: readonly number[];
}

/** An answer. */
export interface Answer {
  readonly question: Question;
  /** Lessons, written or planned, best first. */
  readonly lessons: readonly Found[];
  readonly terms: readonly Found[];
  readonly rules: readonly Found[];
  readonly tags: readonly Found[];
  readonly pages: readonly Found[];
}

/** What a completed and a mended word are worth beside the word itself. */
const asPrefix = 0.5, asMended = 0.6;
/** A lesson that can be read answers better than one that is planned, unless that is twice as near to what was asked. */
const asPlanned = 0.5;
const mostCompletions = 12, mostSections = 3;

type Scores = Map<number, number>;

export class SearchIndex {
  readonly catalogue: Catalogue;
  readonly #names: readonly string[];
  readonly #language: string;
  readonly #read: Read;
  readonly #places: readonly Place[];
  readonly #shards = new Map<number, Promise<Shard>>();
  readonly #known: readonly string[];

  private constructor(catalogue: Catalogue, names: readonly string[], language: string, read: Read) {
    [this.catalogue, this.#names, this.#language, this.#read] = [catalogue, names, language, read];
    this.#places = places(catalogue);
    const known = new Set<string>();
    const titles = this.#places.filter(({ section }) => section === 0).map((place) => titleOf(catalogue, place));
    for (const title of [...titles, ...namesOf(catalogue).flat()]) for (const word of normalize(title).match(/[a-z]{4,}/g) ?? []) known.add(word);
    this.#known = [...known];
  }

  /** Opens the index of a language. */
  static async open(language: string, read: Read): Promise<SearchIndex> {
    const manifest = JSON.parse(await read(`${language}/search/index.json`)) as { catalogue: string; shards: string[] };
    return new SearchIndex(JSON.parse(await read(manifest.catalogue)) as Catalogue, manifest.shards, language, read);
  }

  /** Answers a query. */
  async ask(query: string): Promise<Answer> {
    const question = readQuestion(query, this.catalogue);
    const { words, names } = question;
    const all = [...words, ...names.flatMap((name) => name.words)];
    const scores = new Map<Word, Scores>(await Promise.all(all.map(async (word) => [word, await this.#scoreWord(word)] as const)));
    const byWord = words.map((word) => scores.get(word) ?? new Map<number, number>());
    for (const { from, to, words: other, worth } of names) {
      const joined = this.#all(other.map((word) => scores.get(word) ?? new Map<number, number>()));
      for (let i = from; i < to; i++) raise(byWord[i], joined, worth);
    }
    return { question, ...this.#rank(normalize(query).trim(), byWord) };
  }

  /** Documents that have all of some words, with the mean of their scores; those that lack some are worth less than their share. */
  #all(scores: readonly Scores[]): Scores {
    const sums = new Map<number, [number, number]>();
    for (const one of scores) {
      for (const [document, score] of one) {
        const [sum, count] = sums.get(document) ?? [0, 0];
        sums.set(document, [sum + score, count + 1]);
      }
    }
    return new Map([...sums].map(([document, [sum, count]]) => [document, (sum / scores.length) * (count / scores.length) ** 2]));
  }

  async #scoreWord(word: Word): Promise<Scores> {
    const lists = await Promise.all([...word.tokens, ...word.tail].map((token) => this.#postings(token)));
    const scores = new Map<number, number>();
    const matched = new Map<number, number>();
    const needed = word.tokens.length;
    for (const [i, postings] of lists.entries()) {
      const rarity = this.#rarity(postings.length / 2) * (i < needed ? 1 : 0.15);
      for (let p = 0; p < postings.length; p += 2) {
        const document = postings[p] ?? 0;
        if (i < needed) matched.set(document, (matched.get(document) ?? 0) + 1);
        else if (!matched.has(document)) continue;
        scores.set(document, (scores.get(document) ?? 0) + rarity * (postings[p + 1] ?? 0));
      }
    }
    // Of a long word, some pairs of syllables are in many texts by chance: what counts is how many of them meet.
    if (needed > 1) for (const [document, score] of scores) scores.set(document, (score / needed ** 0.75) * ((matched.get(document) ?? 0) / needed) ** 2);
    if (word.other !== undefined) raise(scores, this.#list(await this.#postings(word.other)), 0.9);
    if (!word.syllables && needed > 0) await this.#guess(word, scores);
    return scores;
  }

  /** Completes the word that is being typed; mends one that the index does not have. */
  async #guess(word: Word, scores: Scores): Promise<void> {
    const known = scores.size > 0;
    const [token = ""] = word.tokens;
    if (token.length < 2 || (known && !word.last)) return;
    const shard = await this.#shard(token);
    const completions = [...shard.keys()].filter((other) => other !== token && other.startsWith(token)).sort((a, b) => a.length - b.length).slice(0, mostCompletions);
    for (const other of completions) raise(scores, this.#list(shard.get(other) ?? []), asPrefix);
    if (known || token.length < 4 || (completions.length > 0 && word.last)) return;
    for (const other of shard.keys()) if (isSlip(token, other) || isSlip(word.text, other)) raise(scores, this.#list(shard.get(other) ?? []), asMended);
    if (scores.size > 0) return;
    for (const other of shard.keys()) if (isKin(token, other)) raise(scores, this.#list(shard.get(other) ?? []), asMended);
    if (scores.size > 0) return;
    // A slip in the first two letters leads to another shard, so words of titles and terms are tried.
    const meant = this.#known.filter((other) => isSlip(word.text, other)).slice(0, 3);
    for (const other of meant) for (const mended of wordTokens(other)) raise(scores, this.#list(await this.#postings(mended)), asMended);
  }

  #list(postings: readonly number[]): Scores {
    const rarity = this.#rarity(postings.length / 2);
    const scores = new Map<number, number>();
    for (let p = 0; p < postings.length; p += 2) scores.set(postings[p] ?? 0, rarity * (postings[p + 1] ?? 0));
    return scores;
  }

  #rarity(documents: number): number {
    return Math.log(1 + this.#places.length / (documents + 0.5));
  }

  async #postings(token: string): Promise<readonly number[]> {
    return (await this.#shard(token)).get(token) ?? [];
  }

  #shard(token: string): Promise<Shard> {
    const number = shardOf(token, this.#names.length);
    let shard = this.#shards.get(number);
    if (shard === undefined) {
      shard = this.#read(`assets/search/${this.#language}.${number.toString(16).padStart(2, "0")}.${this.#names[number] ?? ""}.txt`).then(readShard);
      // What failed is asked for again by the next query.
      shard.catch(() => this.#shards.delete(number));
      this.#shards.set(number, shard);
    }
    return shard;
  }

  #rank(query: string, byWord: readonly Scores[]): Omit<Answer, "question"> {
    const groups = new Map<string, { place: Place; words: number[]; sections: Map<number, number> }>();
    for (const [i, scores] of byWord.entries()) {
      for (const [document, score] of scores) {
        const place = this.#places[document];
        if (place === undefined) continue;
        const key = `${place.kind} ${place.index}`;
        let group = groups.get(key);
        if (group === undefined) groups.set(key, (group = { place, words: byWord.map(() => 0), sections: new Map() }));
        group.words[i] = Math.max(group.words[i] ?? 0, score);
        group.sections.set(place.section, (group.sections.get(place.section) ?? 0) + score);
      }
    }

    const found = [...groups.values()].map(({ place, words, sections }): Found => {
      const covered = words.filter((score) => score > 0).length / words.length;
      const ranked = [...sections].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const best = ranked[0]?.[1] ?? 0;
      // A lesson is as good as its words, wherever they are, and better where they are together.
      const score = (words.reduce((sum, s) => sum + s, 0) + 0.5 * best) * covered ** 1.5 * (1 + this.#likeness(query, place)) * (place.kind === "planned" ? asPlanned : 1);
      return { kind: place.kind, index: place.index, score, sections: ranked.filter(([, s]) => s >= best / 3).slice(0, mostSections).map(([section]) => section) };
    });
    const best = found.reduce((most, { score }) => Math.max(most, score), 0);
    const kept = found.filter(({ score }) => score >= best / 25).sort((a, b) => b.score - a.score || a.index - b.index);
    const of = (...kinds: readonly Kind[]): Found[] => kept.filter(({ kind }) => kinds.includes(kind));
    return { lessons: of("lesson", "planned"), terms: of("term"), rules: of("rule"), tags: of("tag"), pages: of("page") };
  }

  /** How much a title is what was typed. */
  #likeness(query: string, place: Place): number {
    const squeeze = (text: string): string => normalize(text).replace(/[^\p{L}\p{N}]/gu, "");
    const [typed, title] = [squeeze(query), squeeze(titleOf(this.catalogue, place))];
    if (typed.length < 2) return 0;
    return typed === title ? 1 : title.includes(typed) ? 0.4 * Math.min(1, (2 * typed.length) / title.length) : 0;
  }
}

function raise(scores: Scores | undefined, by: Scores, weight: number): void {
  if (scores === undefined) return;
  for (const [document, score] of by) scores.set(document, Math.max(scores.get(document) ?? 0, score * weight));
}

/** Whether two stems may be of one family, which light stemming leaves apart: leak and leakag, reproducibl and reproducibiliti. */
export function isKin(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  const [shorter, longer] = a.length < b.length ? [a.length, b.length] : [b.length, a.length];
  return (same === shorter && same >= 4 && longer - same <= 3) || (same >= 6 && 3 * same >= 2 * longer);
}

/** Whether two words differ by one letter: another, one more, one less, or two neighbours changed about. */
export function isSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || isSyllable(b.charAt(0))) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const rest = (text: string, at: number): string => text.slice(at);
  return rest(a, from + 1) === rest(b, from + 1) || rest(a, from + 1) === rest(b, from) || rest(a, from) === rest(b, from + 1)
    || (a[from] === b[from + 1] && a[from + 1] === b[from] && rest(a, from + 2) === rest(b, from + 2));
}
