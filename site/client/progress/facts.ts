// What a learner did, as facts. XP and levels are derived from facts and never stored.
//
// Facts of several devices, tabs and files are merged by a join of a semilattice: commutative, associative, idempotent. So it does
// not matter in which order, or how often, they meet.

/** A time, in milliseconds since 1970. */
export type Time = number;

/** That a lesson was marked as done. Taking the mark back does not erase when it was done first. */
export interface LessonMark {
  /** When it was marked first. */
  readonly first: Time;
  /** When it was marked last. */
  readonly marked: Time;
  /** When the mark was last taken back; 0 if never. */
  readonly undone: Time;
}

/** What a learner wrote down before an output was revealed. */
export interface Guess {
  readonly text: string;
  readonly at: Time;
}

/** A choice such as the theme: the last writer wins. */
export interface Preference {
  readonly value: string;
  readonly at: Time;
}

/** All facts. A reset begins a new epoch, and facts of an older epoch give way to those of a newer. */
export interface Facts {
  readonly epoch: number;
  readonly lessons: ReadonlyMap<string, LessonMark>;
  /** The best result of an exercise, from 0 to 1. */
  readonly exercises: ReadonlyMap<string, number>;
  /** When an achievement was earned first. */
  readonly achievements: ReadonlyMap<string, Time>;
  readonly guesses: ReadonlyMap<string, Guess>;
  /** Preferences outlive a reset. */
  readonly preferences: ReadonlyMap<string, Preference>;
}

export const nothing: Facts = {
  epoch: 0, lessons: new Map(), exercises: new Map(), achievements: new Map(), guesses: new Map(), preferences: new Map(),
};

export const isDone = (mark: LessonMark | undefined): boolean => mark !== undefined && mark.marked > mark.undone;

export const joinMarks = (a: LessonMark, b: LessonMark): LessonMark => ({
  first: Math.min(a.first, b.first), marked: Math.max(a.marked, b.marked), undone: Math.max(a.undone, b.undone),
});

/** The later of two entries; of two at the same time the greater text, so that both sides choose the same. */
const later = <T extends { readonly at: Time }>(text: (entry: T) => string) => (a: T, b: T): T =>
  a.at !== b.at ? (a.at > b.at ? a : b) : text(a) >= text(b) ? a : b;

export const joinGuesses = later<Guess>((guess) => guess.text);
export const joinPreferences = later<Preference>((preference) => preference.value);

/** The join of what two devices, tabs or files know. */
export function merge(a: Facts, b: Facts): Facts {
  const preferences = union(a.preferences, b.preferences, joinPreferences);
  if (a.epoch !== b.epoch) return { ...(a.epoch > b.epoch ? a : b), preferences };
  return {
    epoch: a.epoch,
    lessons: union(a.lessons, b.lessons, joinMarks),
    exercises: union(a.exercises, b.exercises, Math.max),
    achievements: union(a.achievements, b.achievements, Math.min),
    guesses: union(a.guesses, b.guesses, joinGuesses),
    preferences,
  };
}

function union<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, join: (a: T, b: T) => T): ReadonlyMap<string, T> {
  const all = new Map(a);
  for (const [key, value] of b) {
    const present = all.get(key);
    all.set(key, present === undefined ? value : join(present, value));
  }
  return all;
}
