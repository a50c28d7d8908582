import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../check/exercise/drafts";
import { fromEntries } from "../progress/entries";

/** Storage with a limit on the number of characters. */
class SmallStorage implements Storage {
  readonly entries = new Map<string, string>();
  limit = Number.POSITIVE_INFINITY;
  get length(): number { return this.entries.size; }
  clear(): void { this.entries.clear(); }
  getItem(key: string): string | null { return this.entries.get(key) ?? null; }
  key(index: number): string | null { return [...this.entries.keys()][index] ?? null; }
  removeItem(key: string): void { this.entries.delete(key); }
  setItem(key: string, value: string): void {
    const size = [...this.entries].filter(([k]) => k !== key).reduce((sum, [k, v]) => sum + k.length + v.length, key.length + value.length);
    if (size > this.limit) throw new DOMException("full", "QuotaExceededError");
    this.entries.set(key, value);
  }
}

const attempt = (text: string, found = text): { text: string; at: number; open: number; found: string } => ({ text, at: 1, open: 1, found });

test("a draft is there after a reload, and damaged entries count as none", () => {
  const storage = new SmallStorage();
  new Drafts("p:", "l/e", () => storage).keep("code", 5);
  const again = new Drafts("p:", "l/e", () => storage);
  assert.deepEqual(again.draft, { text: "code", at: 5 });
  again.forget();
  assert.equal(again.draft, undefined);
  for (const damaged of ["{", "7", "null", '{"text":1,"at":2}', '"x"']) {
    storage.setItem("p:code/l/e", damaged);
    storage.setItem("p:code-attempts/l/e", `[${damaged === "{" ? "" : damaged}]`);
    assert.equal(again.draft, undefined);
    assert.deepEqual(again.attempts, []);
  }
});

test("an attempt that found the same as the last takes its place, and the oldest go first", () => {
  const drafts = new Drafts("p:", "l/e", ((storage) => () => storage)(new SmallStorage()));
  drafts.attempt(attempt("a", "same"));
  drafts.attempt(attempt("b", "same"));
  drafts.attempt(attempt("b", "same"));
  assert.deepEqual(drafts.attempts.map(({ text }) => text), ["b"]);
  for (let i = 0; i < 30; i++) drafts.attempt(attempt(`text ${i}`));
  assert.equal(drafts.attempts.length, 20);
  assert.equal(drafts.attempts.at(-1)?.text, "text 29");
  for (let i = 0; i < 10; i++) drafts.attempt(attempt(`${i}${"x".repeat(60_000)}`));
  assert.ok(drafts.attempts.reduce((sum, { text }) => sum + text.length, 0) <= 200_000);
  assert.equal(drafts.attempts.at(-1)?.text[0], "9");
});

test("attempts give way to the draft where storage is full, and what cannot be kept is said", () => {
  const storage = new SmallStorage();
  const drafts = new Drafts("p:", "l/e", () => storage);
  for (let i = 0; i < 8; i++) drafts.attempt(attempt(`${i}`.repeat(100)));
  storage.limit = [...storage.entries].reduce((sum, [k, v]) => sum + k.length + v.length, 0) + 20;
  assert.equal(drafts.keep("d".repeat(300), 1), "trimmed");
  assert.equal(drafts.draft?.text.length, 300);
  assert.ok(drafts.attempts.length < 8);
  assert.equal(drafts.keep("d".repeat(30_000), 1), "full");
  assert.equal(drafts.draft?.text.length, 300);

  const refused = new Drafts("p:", "l/e", () => { throw new DOMException("no", "SecurityError"); });
  assert.equal(refused.keep("x", 1), "refused");
  refused.attempt(attempt("kept while the page is open"));
  assert.equal(refused.attempts.length, 1);
});

test("drafts are no facts of progress, whatever is in them", () => {
  const facts = fromEntries([["code/l/e", '{"first":1,"marked":1,"undone":0}'], ["code-attempts/l/e", "[]"], ["0/lessons/a", '{"first":1,"marked":1,"undone":0}']]);
  assert.deepEqual([...facts.lessons.keys()], ["a"]);
});
