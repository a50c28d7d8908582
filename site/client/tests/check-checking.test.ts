import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { Checking, type CheckState } from "../check/editor/checking";
import type { CheckAnswer, CheckEngine, CheckRequest } from "../check/protocol";

Object.assign(globalThis, { window: globalThis });

/** An engine that answers when it is told to. */
class FakeEngine implements CheckEngine {
  readonly state = "ready";
  readonly asked: { readonly request: CheckRequest; readonly answer: (answer: CheckAnswer) => void }[] = [];
  watch(): void {}
  start(): void {}
  hold(): void {}
  stop(): void {}
  check(request: CheckRequest): Promise<CheckAnswer> {
    return new Promise((answer) => { this.asked.push({ request, answer }); });
  }
}

function scene(): { engine: FakeEngine; page: { text: string; composing: boolean }; reports: string[]; states: CheckState[]; kept: string[]; checking: Checking } {
  const engine = new FakeEngine();
  const page = { text: "a", composing: false };
  const [reports, states, kept] = [[] as string[], [] as CheckState[], [] as string[]];
  const checking = new Checking({
    engine, request: () => ({ text: page.text, language: "en" }), composing: () => page.composing,
    before: (text) => kept.push(text), report: (_, text) => reports.push(text), state: (state) => states.push(state),
  });
  return { engine, page, reports, states, kept, checking };
}

const report: CheckAnswer = { kind: "report", report: { findings: [], leftOut: 0 }, milliseconds: 5 };

test("code is checked after a pause, once, and kept before", async () => {
  const { engine, page, reports, kept, checking } = scene();
  for (const text of ["ab", "abc", "abcd"]) {
    page.text = text;
    checking.touched();
    await wait(30);
  }
  assert.equal(engine.asked.length, 0);
  await wait(350);
  assert.deepEqual(engine.asked.map(({ request }) => request.text), ["abcd"]);
  assert.deepEqual(kept, ["abcd"]);
  engine.asked[0]?.answer(report);
  await wait(0);
  assert.deepEqual(reports, ["abcd"]);
});

test("what was found in an older text is not shown", async () => {
  const { engine, page, reports, checking } = scene();
  checking.now();
  page.text = "ab";
  checking.touched();
  engine.asked[0]?.answer(report);
  await wait(350);
  assert.deepEqual(reports, []);
  engine.asked[1]?.answer(report);
  await wait(0);
  assert.deepEqual(reports, ["ab"]);
});

test("nothing is checked while an input method composes, and its end is a change", async () => {
  const { engine, page, checking } = scene();
  page.composing = true;
  checking.touched();
  await wait(350);
  assert.equal(engine.asked.length, 0);
  page.composing = false;
  checking.touched();
  await wait(350);
  assert.equal(engine.asked.length, 1);
});

test("each way in which a check ends without a report is told", async () => {
  for (const [answer, state] of [
    [{ kind: "stopped", reason: "time" }, "stopped-time"], [{ kind: "stopped", reason: "crash" }, "stopped-crash"],
    [{ kind: "unavailable", reason: "missing" }, "missing"], [{ kind: "unavailable", reason: "network" }, "network"],
  ] as const) {
    const { engine, states, checking } = scene();
    checking.now();
    engine.asked[0]?.answer(answer);
    await wait(0);
    assert.deepEqual(states, ["checking", state]);
  }
});

test("a check that gave way to another editor's is made again", async () => {
  const { engine, reports, checking } = scene();
  checking.now();
  engine.asked[0]?.answer({ kind: "superseded" });
  await wait(350);
  assert.equal(engine.asked.length, 2);
  engine.asked[1]?.answer(report);
  await wait(0);
  assert.deepEqual(reports, ["a"]);
  checking.close();
});
