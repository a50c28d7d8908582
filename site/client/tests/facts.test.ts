// Facts of devices meet in any order, any number of times, and with crashes in between: nothing is lost, and all come to the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromEntries, fromFile, joinValues, toEntries, toFile } from "../progress/entries";
import { type Facts, isDone, merge, nothing } from "../progress/facts";

const id = fc.constantFrom("a", "b", "c");
const time = fc.integer({ min: 0, max: 5 });
const map = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> => fc.array(fc.tuple(id, value), { maxLength: 3 }).map((pairs) => new Map(pairs));
const facts: fc.Arbitrary<Facts> = fc.record({
  epoch: fc.integer({ min: 0, max: 2 }),
  lessons: map(fc.record({ first: time, marked: time, undone: time })),
  exercises: map(fc.constantFrom(0, 0.5, 1)),
  achievements: map(time),
  guesses: map(fc.record({ text: fc.constantFrom("", "x", "y"), at: time })),
  preferences: map(fc.record({ value: fc.constantFrom("light", "dark"), at: time })),
});
const shown = (of: Facts): string => JSON.stringify([...toEntries(of)].sort());

test("merge is commutative, associative and idempotent", () => {
  fc.assert(fc.property(facts, facts, facts, (a, b, c) => {
    assert.equal(shown(merge(a, b)), shown(merge(b, a)));
    assert.equal(shown(merge(merge(a, b), c)), shown(merge(a, merge(b, c))));
    assert.equal(shown(merge(a, a)), shown(a));
    assert.equal(shown(merge(a, nothing)), a.epoch === 0 ? shown(a) : shown(merge(nothing, a)));
  }), { numRuns: 3000 });
});

test("entries and files give back what they were made from", () => {
  fc.assert(fc.property(facts, (a) => {
    assert.equal(shown(fromEntries(toEntries(a))), shown(a));
    const read = fromFile(toFile(a, "course", new Date(0)), "course");
    assert.ok(typeof read === "object");
    assert.equal(shown(read), shown(a));
  }), { numRuns: 1000 });
});

test("damaged entries harm nothing but themselves", () => {
  fc.assert(fc.property(facts, fc.array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom("0/lessons/a", "epoch", "preferences/a", "0/constructor/a", "0/__proto__/x")), fc.oneof(fc.string(), fc.json()))), (a, noise) => {
    const known = new Set([...toEntries(a)].map(([key]) => key));
    const strange = noise.filter(([key, value]) => !known.has(key) && fromEntries([[key, value]]) === nothing);
    assert.equal(shown(fromEntries([...toEntries(a), ...strange])), shown(a));
  }), { numRuns: 1000 });
});

test("what is no progress file is refused with a reason", () => {
  for (const text of ["", "{", "[]", "null", "{}", '{"format":"course-progress"}', '{"format":"other","facts":{}}']) assert.equal(fromFile(text, "c"), "not-a-progress-file");
  assert.equal(fromFile('{"format":"course-progress","version":2,"facts":{}}', "c"), "newer-version");
  assert.equal(fromFile('{"format":"course-progress","version":1,"course":"d","facts":{}}', "c"), "other-course");
});

/** A small generator of pseudo-random numbers (mulberry32), so that a failure can be repeated by its seed. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

// Three devices, each with two tabs that share one storage, mark lessons, pass exercises, exchange files, and die between two writes.
// Whatever was written on any of them is there in the end, and all agree.
const interleavings = Number(process.env.COURSE_INTERLEAVINGS ?? 1_000_000);

test(`no progress is lost over ${interleavings} interleavings of devices, tabs and crashes`, () => {
  const lessons = ["l0", "l1"];
  for (let seed = 0; seed < interleavings; seed++) {
    const next = random(seed);
    const devices = [new Map<string, string>(), new Map<string, string>(), new Map<string, string>()];
    const due = new Set<string>();
    const write = (storage: Map<string, string>, key: string, value: string): void => {
      const joined = joinValues(key, storage.get(key) ?? null, value);
      if (joined !== undefined) storage.set(key, joined);
    };
    for (let step = 1; step <= 6; step++) {
      const storage = devices[next(3)]!;
      const choice = next(4);
      if (choice === 0) {
        const lesson = lessons[next(2)]!;
        write(storage, `0/lessons/${lesson}`, `{"first":${step},"marked":${step},"undone":0}`);
        due.add(lesson);
      } else if (choice === 1) {
        write(storage, "0/exercises/x", next(2) === 0 ? "1" : "0.5");
      } else {
        // Another device's entries arrive one by one; a crash leaves the rest out, and they come at the next exchange.
        const other = devices[next(3)]!;
        const most = choice === 2 ? other.size : next(other.size + 1);
        let count = 0;
        for (const [key, value] of other) {
          if (count++ >= most) break;
          write(storage, key, value);
        }
      }
    }
    const [a, b, c] = devices.map((storage) => fromEntries(storage)) as [Facts, Facts, Facts];
    const all = merge(merge(a, b), c);
    for (const lesson of due) {
      if (!isDone(all.lessons.get(lesson))) assert.fail(`seed ${seed} lost ${lesson}`);
    }
    const again = merge(c, merge(b, a));
    if (all.lessons.size !== again.lessons.size || all.exercises.get("x") !== again.exercises.get("x")) assert.fail(`seed ${seed} disagrees`);
  }
});
