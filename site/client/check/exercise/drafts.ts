// What a learner wrote, in the browser's storage: the draft, and the attempts that led there.
import type { Trouble } from "../../progress/store";

/** A text and when it was kept. */
export interface Draft {
  readonly text: string;
  readonly at: number;
}

/** A text that was checked. */
export interface Attempt extends Draft {
  /** How many demands of the exercise were not met. */
  readonly open: number;
  /** What the check found, in short: an attempt that found the same replaces the one before. */
  readonly found: string;
}

/** How many attempts are kept, and how many characters they may have in all. */
const MOST = 20;
const LONGEST = 200_000;

/** The draft and attempts of one exercise. */
export class Drafts {
  readonly #draft: string;
  readonly #attempts: string;
  readonly #storage: Storage | undefined;
  #unwritten: readonly Attempt[] | undefined;

  constructor(prefix: string, exercise: string, storage: () => Storage = () => localStorage) {
    this.#draft = draftKey(prefix, exercise);
    this.#attempts = `${prefix}code-attempts/${exercise}`;
    try {
      this.#storage = storage();
    } catch {
      this.#storage = undefined;
    }
  }

  get draft(): Draft | undefined {
    const value = this.#read(this.#draft);
    return isDraft(value) ? value : undefined;
  }

  /** All attempts, the oldest first. */
  get attempts(): readonly Attempt[] {
    if (this.#unwritten !== undefined) return this.#unwritten;
    const value = this.#read(this.#attempts);
    return Array.isArray(value) ? value.filter(isAttempt) : [];
  }

  /** Keeps a draft. Attempts give way to it: `trimmed` where some had to. */
  keep(text: string, at: number): Trouble | "trimmed" | undefined {
    const trouble = this.#write(this.#draft, { text, at } satisfies Draft);
    if (trouble !== "full") return trouble;
    let attempts = this.attempts;
    while (attempts.length > 0) {
      attempts = attempts.slice(Math.ceil(attempts.length / 2));
      this.#write(this.#attempts, attempts);
      if (this.#write(this.#draft, { text, at } satisfies Draft) === undefined) return "trimmed";
    }
    return "full";
  }

  /** There is nothing to keep any more. */
  forget(): void {
    try {
      this.#storage?.removeItem(this.#draft);
    } catch {
      // What cannot be removed stays.
    }
  }

  /** Remembers an attempt. Of several that found the same, one after the other, the last stays. */
  attempt(attempt: Attempt): void {
    const before = this.attempts;
    const last = before.at(-1);
    if (last?.text === attempt.text) return;
    let all = [...(last?.found === attempt.found ? before.slice(0, -1) : before), attempt].slice(-MOST);
    while (all.length > 1 && all.reduce((sum, { text }) => sum + text.length, 0) > LONGEST) all = all.slice(1);
    this.#unwritten = this.#write(this.#attempts, all) === undefined ? undefined : all;
  }

  #read(key: string): unknown {
    try {
      return JSON.parse(this.#storage?.getItem(key) ?? "null");
    } catch {
      return undefined;
    }
  }

  #write(key: string, value: unknown): Trouble | undefined {
    if (this.#storage === undefined) return "refused";
    try {
      this.#storage.setItem(key, JSON.stringify(value));
      return undefined;
    } catch (failure) {
      return failure instanceof DOMException && failure.name === "QuotaExceededError" ? "full" : "refused";
    }
  }
}

/** Where a draft is kept. */
export const draftKey = (prefix: string, exercise: string): string => `${prefix}code/${exercise}`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isDraft = (value: unknown): value is Draft => isRecord(value) && typeof value.text === "string" && typeof value.at === "number";
const isAttempt = (value: unknown): value is Attempt => isDraft(value) && "open" in value && typeof value.open === "number" && "found" in value && typeof value.found === "string";
