// Keeps facts in the browser's storage, and tells all who watch whenever they change, in this tab or in another.
import { type Entry, fromEntries, joinValues, keyOf, toEntries } from "./entries";
import { type Facts, isDone, merge } from "./facts";

/** Why nothing can be kept. */
export type Trouble = "refused" | "full";

type Watcher = (facts: Facts, trouble: Trouble | undefined) => void;

/** The facts of one course in one browser. Where storage is refused they live as long as the page. */
export class ProgressStore {
  readonly #prefix: string;
  readonly #storage: Storage | undefined;
  readonly #watchers = new Set<Watcher>();
  /** What could not be written is kept here, so that the page at least shows it. */
  readonly #unwritten = new Map<string, string>();
  #trouble: Trouble | undefined;

  constructor(prefix: string, storage: () => Storage = () => localStorage) {
    this.#prefix = prefix;
    try {
      this.#storage = storage();
      const probe = `${prefix}probe`;
      this.#storage.setItem(probe, "1");
      this.#storage.removeItem(probe);
    } catch (failure) {
      this.#trouble = isQuota(failure) ? "full" : "refused";
    }
  }

  /** All facts. */
  get facts(): Facts {
    return fromEntries([...this.#read(), ...this.#unwritten]);
  }

  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Calls a watcher now and after each change; another tab's changes arrive as storage events. */
  watch(watcher: Watcher): void {
    this.#watchers.add(watcher);
    watcher(this.facts, this.#trouble);
  }

  /** To be called with each storage event of the window; a null key means that everything was cleared. */
  noticed(key: string | null): void {
    if (key === null || key.startsWith(this.#prefix)) this.#tell();
  }

  mark(lesson: string, done: boolean, now: number): void {
    const { epoch, lessons } = this.facts;
    const before = lessons.get(lesson);
    if (isDone(before) === done) return;
    // A clock that was set back must not make a later choice lose against an earlier one.
    const at = Math.max(now, (before?.marked ?? 0) + 1, (before?.undone ?? 0) + 1);
    this.#write([[keyOf("lessons", lesson, epoch), JSON.stringify(done
      ? { first: before?.first ?? at, marked: at, undone: before?.undone ?? 0 }
      : { first: before?.first ?? at, marked: before?.marked ?? 0, undone: at })]]);
  }

  solve(exercise: string, result: number): void {
    this.#write([[keyOf("exercises", exercise, this.facts.epoch), JSON.stringify(result)]]);
  }

  achieve(achievements: Iterable<string>, now: number): void {
    const { epoch } = this.facts;
    this.#write([...achievements].map((id) => [keyOf("achievements", id, epoch), JSON.stringify(now)] as const));
  }

  guess(snippet: string, text: string, now: number): void {
    this.#write([[keyOf("guesses", snippet, this.facts.epoch), JSON.stringify({ text, at: now })]]);
  }

  prefer(name: string, value: string, now: number): void {
    const before = this.facts.preferences.get(name);
    this.#write([[keyOf("preferences", name, 0), JSON.stringify({ value, at: Math.max(now, (before?.at ?? 0) + 1) })]]);
  }

  /** Takes in what another device knew. */
  import(facts: Facts): void {
    this.#write([...toEntries(merge(this.facts, facts))]);
    this.#forgetPastEpochs();
  }

  /** Begins anew. What other devices still hold of the past epoch gives way when they meet. */
  reset(): void {
    this.#write([["epoch", JSON.stringify(this.facts.epoch + 1)]]);
    this.#forgetPastEpochs();
  }

  #write(entries: readonly Entry[]): void {
    for (const [key, value] of entries) {
      const joined = joinValues(key, this.#storage?.getItem(this.#prefix + key) ?? this.#unwritten.get(key) ?? null, value);
      if (joined === undefined) continue;
      try {
        if (this.#storage === undefined || this.#trouble === "refused") throw new DOMException("refused", "SecurityError");
        this.#storage.setItem(this.#prefix + key, joined);
        this.#unwritten.delete(key);
        this.#trouble = undefined;
      } catch (failure) {
        this.#unwritten.set(key, joined);
        this.#trouble = isQuota(failure) ? "full" : "refused";
      }
    }
    this.#tell();
  }

  #forgetPastEpochs(): void {
    const { epoch } = this.facts;
    const isPast = (key: string): boolean => /^\d+\//.test(key) && Number.parseInt(key, 10) < epoch;
    for (const [key] of this.#read()) if (isPast(key)) this.#storage?.removeItem(this.#prefix + key);
    for (const key of this.#unwritten.keys()) if (isPast(key)) this.#unwritten.delete(key);
    this.#tell();
  }

  #read(): Entry[] {
    const found: Entry[] = [];
    try {
      for (let i = 0; i < (this.#storage?.length ?? 0); i++) {
        const key = this.#storage?.key(i);
        const value = key?.startsWith(this.#prefix) === true ? this.#storage?.getItem(key) : undefined;
        if (key && value) found.push([key.slice(this.#prefix.length), value]);
      }
    } catch {
      this.#trouble = "refused";
    }
    return found;
  }

  #tell(): void {
    const { facts } = this;
    for (const watcher of this.#watchers) watcher(facts, this.#trouble);
  }
}

const isQuota = (failure: unknown): boolean => failure instanceof DOMException && failure.name === "QuotaExceededError";
