import assert from "node:assert/strict";
import { test } from "node:test";
import { isDone } from "../progress/facts";
import { type Course, levelBegins, newlyEarned, scoreOf } from "../progress/score";
import { ProgressStore } from "../progress/store";

/** Storage as browsers have it, with a limit on the number of characters. */
class FakeStorage implements Storage {
  readonly #entries = new Map<string, string>();
  limit = Number.POSITIVE_INFINITY;
  get length(): number { return this.#entries.size; }
  clear(): void { this.#entries.clear(); }
  getItem(key: string): string | null { return this.#entries.get(key) ?? null; }
  key(index: number): string | null { return [...this.#entries.keys()][index] ?? null; }
  removeItem(key: string): void { this.#entries.delete(key); }
  setItem(key: string, value: string): void {
    const size = [...this.#entries].filter(([k]) => k !== key).reduce((sum, [k, v]) => sum + k.length + v.length, key.length + value.length);
    if (size > this.limit) throw new DOMException("full", "QuotaExceededError");
    this.#entries.set(key, value);
  }
}

const course: Course = {
  id: "c", language: "en", planned: 3, exerciseXp: 20, guessXp: 5, levels: ["Curious", "Observer"],
  tracks: [{ id: "t", planned: 2 }, { id: "u", planned: 1 }],
  lessons: [
    { id: "a", track: "t", title: "A", href: "", xp: 100, exercises: ["x"], guesses: ["g"] },
    { id: "b", track: "t", title: "B", href: "", xp: 40, exercises: [], guesses: [] },
  ],
  achievements: [
    { id: "one", title: "One", needs: { lessons: 1 } }, { id: "track", title: "Track", needs: { track: "t" } }, { id: "u", title: "U", needs: { track: "u" } },
    { id: "level", title: "Level", needs: { level: 1 } }, { id: "all", title: "All", needs: { all: true } },
  ],
};

test("two tabs of one browser agree, and a mark that is taken back keeps its first time", () => {
  const storage = new FakeStorage();
  const one = new ProgressStore("p:", () => storage);
  const two = new ProgressStore("p:", () => storage);
  one.mark("a", true, 100);
  two.mark("b", true, 101);
  two.mark("a", false, 50); // A clock that runs behind.
  assert.equal(isDone(one.facts.lessons.get("a")), false);
  assert.equal(isDone(one.facts.lessons.get("b")), true);
  one.mark("a", true, 60);
  assert.deepEqual(two.facts.lessons.get("a")?.first, 100);
  assert.equal(isDone(two.facts.lessons.get("a")), true);
});

test("storage that refuses or is full is said, and the page goes on with what it knows", () => {
  const refused = new ProgressStore("p:", () => { throw new DOMException("no", "SecurityError"); });
  refused.mark("a", true, 1);
  assert.equal(refused.trouble, "refused");
  assert.ok(isDone(refused.facts.lessons.get("a")));

  const storage = new FakeStorage();
  storage.limit = 90;
  const full = new ProgressStore("p:", () => storage);
  full.mark("a", true, 1);
  full.mark("b", true, 2);
  assert.equal(full.trouble, "full");
  assert.ok(isDone(full.facts.lessons.get("a")) && isDone(full.facts.lessons.get("b")));
  storage.limit = 1000;
  full.mark("a", false, 3);
  assert.equal(full.trouble, undefined);
});

test("a reset forgets progress, keeps preferences, and wins over what an old file brings", () => {
  const storage = new FakeStorage();
  const store = new ProgressStore("p:", () => storage);
  store.mark("a", true, 1);
  store.prefer("theme", "dark", 1);
  const before = store.facts;
  store.reset();
  assert.equal(store.facts.lessons.size, 0);
  assert.equal(store.facts.preferences.get("theme")?.value, "dark");
  store.import(before);
  assert.equal(store.facts.lessons.size, 0);
  storage.clear();
  store.noticed(null);
  assert.equal(store.facts.preferences.size, 0);
});

test("another course's entries of the same origin are left alone", () => {
  const storage = new FakeStorage();
  storage.setItem("q:0/lessons/a", '{"first":1,"marked":1,"undone":0}');
  const store = new ProgressStore("p:", () => storage);
  store.reset();
  assert.equal(store.facts.lessons.size, 0);
  assert.notEqual(storage.getItem("q:0/lessons/a"), null);
});

test("XP, levels and achievements follow from facts", () => {
  const store = new ProgressStore("p:", () => new FakeStorage());
  assert.deepEqual(scoreOf(store.facts, course), { xp: 0, level: 0, into: 0, span: 120, lessons: 0, percent: 0 });
  store.mark("a", true, 1);
  store.solve("a/x", 0.5);
  store.guess("a/g", "NaN", 1);
  assert.equal(scoreOf(store.facts, course).xp, 105);
  store.solve("a/x", 1);
  store.solve("a/x", 0);
  assert.deepEqual(scoreOf(store.facts, course), { xp: 125, level: 1, into: 5, span: 240, lessons: 1, percent: 33 });
  assert.deepEqual(newlyEarned(store.facts, course).map(({ id }) => id), ["one", "level"]);
  store.achieve(["one", "level"], 5);
  store.mark("b", true, 2);
  assert.deepEqual(newlyEarned(store.facts, course).map(({ id }) => id), ["track"]);
  assert.deepEqual([0, 1, 2, 3].map(levelBegins), [0, 120, 360, 720]);
});
