// Facts as storage entries, one key a fact, so that two tabs never overwrite each other's; and as the progress file.
import { type Facts, type Guess, type LessonMark, type Preference, joinGuesses, joinMarks, joinPreferences, merge, nothing } from "./facts";

/** One fact: its key without prefix, and its value as JSON. */
export type Entry = readonly [key: string, value: string];

interface Kind<T> {
  readonly read: (value: unknown) => T | undefined;
  readonly join: (a: T, b: T) => T;
}

const isTime = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const time = (value: unknown): number | undefined => (isTime(value) ? value : undefined);

const lessons: Kind<LessonMark> = {
  read: (value) => (isRecord(value) && isTime(value.first) && isTime(value.marked) && isTime(value.undone)
    ? { first: value.first, marked: value.marked, undone: value.undone } : undefined),
  join: joinMarks,
};
const exercises: Kind<number> = { read: (value) => (isTime(value) && value <= 1 ? value : undefined), join: Math.max };
const achievements: Kind<number> = { read: time, join: Math.min };
const guesses: Kind<Guess> = {
  read: (value) => (isRecord(value) && typeof value.text === "string" && isTime(value.at) ? { text: value.text, at: value.at } : undefined),
  join: joinGuesses,
};
const preferences: Kind<Preference> = {
  read: (value) => (isRecord(value) && typeof value.value === "string" && isTime(value.at) ? { value: value.value, at: value.at } : undefined),
  join: joinPreferences,
};

const kinds = { lessons, exercises, achievements, guesses, preferences } as const;
type KindName = keyof typeof kinds;
const names = Object.keys(kinds) as readonly KindName[];
const isKind = (name: string): name is KindName => Object.hasOwn(kinds, name);

/** The key of a fact. Facts of a past epoch are told by their key. */
export const keyOf = (kind: KindName, id: string, epoch: number): string => (kind === "preferences" ? `preferences/${id}` : `${epoch}/${kind}/${id}`);

/** All facts as entries. */
export function* toEntries(facts: Facts): Generator<Entry> {
  if (facts.epoch > 0) yield ["epoch", JSON.stringify(facts.epoch)];
  for (const name of names) {
    for (const [id, value] of facts[name]) yield [keyOf(name, id, facts.epoch), JSON.stringify(value)];
  }
}

/** The facts that entries hold. What is damaged or of a past epoch is left out. */
export function fromEntries(entries: Iterable<Entry>): Facts {
  let facts = nothing;
  for (const [key, value] of entries) {
    const fact = read(key, value);
    if (fact !== undefined) facts = merge(facts, fact);
  }
  return facts;
}

/** The join of two values of one key, as two tabs wrote them; undefined where neither is whole. */
export function joinValues(key: string, a: string | null, b: string): string | undefined {
  const both = fromEntries([...(a === null ? [] : [[key, a] as const]), [key, b]]);
  for (const [name, value] of toEntries(both)) if (name === key) return value;
  return undefined;
}

function read(key: string, json: string): Facts | undefined {
  // What other parts keep under the same prefix, such as drafts of code, may be long and is not even parsed.
  if (key.startsWith("code")) return undefined;
  const value = parse(json);
  if (key === "epoch") return isTime(value) && Number.isInteger(value) ? { ...nothing, epoch: value } : undefined;
  const match = /^(?:(\d{1,9})\/)?([a-z]+)\/(.+)$/s.exec(key);
  if (match === null) return undefined;
  const [, epoch, kind = "", id = ""] = match;
  if (!isKind(kind) || (kind === "preferences") !== (epoch === undefined)) return undefined;
  const fact = kinds[kind].read(value);
  return fact === undefined ? undefined : { ...nothing, epoch: Number(epoch ?? 0), [kind]: new Map([[id, fact]]) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const format = "course-progress";

/** The progress file that a learner keeps. */
export function toFile(facts: Facts, course: string, savedAt: Date): string {
  return `${JSON.stringify({ format, version: 1, course, saved: savedAt.toISOString(), facts: Object.fromEntries([...toEntries(facts)].sort().map(([key, value]) => [key, JSON.parse(value)])) }, null, 1)}\n`;
}

/** The facts of a progress file, or why it cannot be read. */
export function fromFile(text: string, course: string): Facts | "not-a-progress-file" | "newer-version" | "other-course" {
  const file = parse(text);
  if (!isRecord(file) || file.format !== format || !isRecord(file.facts)) return "not-a-progress-file";
  if (file.version !== 1) return "newer-version";
  if (file.course !== course) return "other-course";
  return fromEntries(Object.entries(file.facts).map(([key, value]) => [key, JSON.stringify(value)] as const));
}
