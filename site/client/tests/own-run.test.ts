// Logs come in any format, length and encoding; what is no log is told from what is.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compare } from "../check/own-run/compare";
import { LogReader, readLog } from "../check/own-run/log";
import { numbersIn, readNumber } from "../check/own-run/numbers";
import { publishedOf } from "../check/own-run/published";
import { scale } from "../check/own-run/scale";
import { encodingOf, readSource } from "../check/own-run/source";
import { thin } from "../check/own-run/thin";

const curves = (text: string): unknown => {
  const { loss, norm, clipped } = readLog(text);
  return { loss: [loss.x, loss.y], norm: [norm.x, norm.y], clipped: [clipped.x, clipped.y] };
};
const all = (loss: unknown, norm: unknown = [[], []], clipped: unknown = [[], []]): unknown => ({ loss, norm, clipped });

const formats: readonly (readonly [string, string, unknown])[] = [
  ["the starter's", "step   1  loss 6.44\nstep   2  loss 6.48\nstep   5  loss 1.4E+03\n", all([[1, 2, 5], [6.44, 6.48, 1400]])],
  ["the solution's", "step   1  loss 6.44  norm 4.80 before, 1.00 after\nstep   3  loss 2.30  norm 0.94 before, 0.94 after\n", all([[1, 3], [6.44, 2.3]], [[1, 3], [4.8, 0.94]], [[1, 3], [1, 0.94]])],
  ["sides before numbers", "step 1 loss 2 norm before 4.8, after 1.0", all([[1], [2]], [[1], [4.8]], [[1], [1]])],
  ["sides without commas", "step 1 loss 2 norm 4.8 before 1.0 after", all([[1], [2]], [[1], [4.8]], [[1], [1]])],
  ["an arrow", "step 1: loss 2, |g| 4.8 → 1.0", all([[1], [2]], [[1], [4.8]], [[1], [1]])],
  ["bars", "step 10 loss 0.693 |g| 1.2", all([[10], [0.693]], [[10], [1.2]])],
  ["double bars", "iter 10: train_loss=0.693; ||grad|| = 1.2", all([[10], [0.693]], [[10], [1.2]])],
  ["Korean", "10단계 손실 0.69 기울기 norm 1.2\n20번째 갱신: 손실 0.5, 기울기 노름 3.5 자르기 전, 1.0 자른 뒤", all([[10, 20], [0.69, 0.5]], [[10, 20], [1.2, 3.5]], [[20], [1]])],
  ["Korean with names first", "스텝 7 손실값: 1,234.5 기울기: ∞", all([[7], [1234.5]], [[7], [Infinity]])],
  ["what is no number", "step 1 loss NaN norm inf\nstep 2 loss nan norm -inf\nstep 3 loss 1.#QNAN norm 1.#INF", all([[1, 2, 3], [NaN, NaN, NaN]], [[1, 2, 3], [Infinity, -Infinity, Infinity]])],
  ["time, rates, totals", "2026-11-22 23:34:15 [INFO] epoch 1/3 step 10/300 lr 0.8 loss 0.5 (12 ms) acc 0.9", all([[10], [0.5]])],
  ["validation apart", "step 10 loss 0.5 val_loss 0.7 weight norm 12 grad norm 1.5", all([[10], [0.5]], [[10], [1.5]])],
  ["names with numbers", "step 3 layer1.weight loss 0.5 float32 fc2 9", all([[3], [0.5]])],
  ["JSON lines", '{"step": 10, "train/loss": 6.9e-1, "grad_norm": 1.2}', all([[10], [0.69]], [[10], [1.2]])],
  ["CSV", "step,loss,grad_norm\n1,0.5,2\n2,0.25,NaN\n", all([[1, 2], [0.5, 0.25]], [[1, 2], [2, NaN]])],
  ["CSV, sides, other columns", "epoch;lr;loss;norm before;norm after\n1;0.1;0.5;2;1\n", all([[1], [0.5]], [[1], [2]], [[1], [1]])],
  ["a table", "| step | loss | norm |\n| --- | --- | --- |\n| 1 | 0.5 | 2 |", all([[1], [0.5]], [[1], [2]])],
  ["columns", "step  loss\n   1  0.5\n   2  0.25", all([[1, 2], [0.5, 0.25]])],
  ["no steps", "loss 3\nloss 2\n", all([[1, 2], [3, 2]])],
  ["a norm on the next line", "step 1 loss 3\n  grad norm 5\nstep 2 loss 2\n  grad norm 4", all([[1, 2], [3, 2]], [[1, 2], [5, 4]])],
  ["a summary at the end", "step 1 loss 3\nmax_norm   1:  95 % of the steps cut, last losses 1.03\nlast loss 1.03", all([[1], [3]])],
  ["steps in each epoch", "epoch 1 step 1 loss 4\nepoch 1 step 2 loss 3\nepoch 2 step 1 loss 2", all([[1, 2, 3], [4, 3, 2]])],
  ["colours, line ends of old and new systems", "\u001b[32mstep 1\u001b[0m loss 3\r\nstep 2 loss 2\rstep 3 loss 1", all([[1, 2, 3], [3, 2, 1]])],
  ["nothing", "hello\n\n42\n1.2.3\n", all([[], []])],
];

for (const [name, text, expected] of formats) test(`reads ${name}`, () => assert.deepEqual(curves(text), expected));

test("pieces of any size read as the whole", () => {
  const text = formats.map(([, log]) => log).join("\r\n");
  const whole = readLog(text);
  fc.assert(fc.property(fc.array(fc.nat(text.length), { maxLength: 30 }), (cuts) => {
    const reader = new LogReader();
    let from = 0;
    for (const cut of [...cuts.sort((a, b) => a - b), text.length]) {
      reader.add(text.slice(from, cut));
      from = cut;
    }
    assert.deepEqual(reader.end(), whole);
  }), { numRuns: 300 });
});

test("what a program prints of its numbers is read back, in every format", () => {
  const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-30, max: 1e30 }), fc.constantFrom(NaN, Infinity));
  const row = fc.tuple(value, value, value);
  const line: readonly ((step: number, of: readonly number[]) => string)[] = [
    (step, [a, b, c]) => `step ${step}  loss ${a}  norm ${b} before, ${c} after`,
    (step, [a, b, c]) => `${step}단계 손실 ${a} 기울기 norm ${b} 자르기 전, ${c} 자른 뒤`,
    (step, [a, b, c]) => `{"step":${step},"loss":${a},"grad_norm":${b},"grad_norm_clipped":${c}}`,
    (step, [a, b, c]) => `[12:00:01] it=${step}/999 | loss=${a} | gnorm before=${b} | gnorm after=${c}`.replace("it=", "iter="),
  ];
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.constantFrom(...line), fc.constantFrom("\n", "\r\n"), (rows, format, end) => {
    const log = readLog(rows.map((of, i) => format(i + 1, of)).join(end));
    assert.deepEqual(log.loss, { x: rows.map((_, i) => i + 1), y: rows.map(([a]) => a) });
    assert.deepEqual(log.norm.y, rows.map(([, b]) => b));
    assert.deepEqual(log.clipped.y, rows.map(([, , c]) => c));
  }), { numRuns: 500 });
});

test("no text brings the reader down, and points are as many as their steps", () => {
  const word = fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), fc.constantFrom("step ", "loss ", "norm ", ",", "\n", "\r", "NaN", "1e999", "-", "기울기 ", "손실", "단계", "|g|", "1", "2.5", "before", "epoch", "\t", "step,loss"));
  fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => {
    const log = readLog(words.join(""));
    for (const { x, y } of [log.loss, log.norm, log.clipped]) {
      assert.equal(x.length, y.length);
      assert.ok(x.every((step, i) => Number.isFinite(step) && step >= (x[i - 1] ?? -Infinity)));
    }
    for (const { key, values } of compare(log, publishedOf({ bound: 1, series: [{ name: "loss", x: [1, 2], y: [3, 2] }] }))) assert.ok(key !== "" && values.every((value) => !(typeof value === "number" && !Number.isFinite(value))));
  }), { numRuns: 3000 });
});

test("a million lines are read in pieces, and the page may draw in between", { timeout: 60_000 }, async () => {
  const text = Array.from({ length: 1_000_000 }, (_, i) => `step ${i + 1}  loss ${(5 / (i + 1)).toPrecision(3)}  norm 2.41 before, 1.00 after\n`).join("");
  let longest = 0;
  let last = performance.now();
  let told = 0;
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const log = await readSource(new Blob([text]), new AbortController().signal, () => { told++; });
  clearInterval(beat);
  assert.ok(typeof log === "object");
  assert.equal(log.loss.x.length, 1_000_000);
  assert.ok(told > 20, `progress was told ${told} times`);
  // A busy machine holds everybody up; one piece of work without a pause would take seconds.
  assert.ok(longest < 1500, `the page was held up for ${longest} ms`);
  const thinned = thin(log.loss);
  assert.ok(thinned.x.length <= 1002 && thinned.y.includes(5));
});

test("an abort ends the reading", async () => {
  const abort = new AbortController();
  abort.abort();
  await assert.rejects(readSource(new Blob(["step 1 loss 2"]), abort.signal));
});

test("what is no log is refused with a reason", async () => {
  const read = (bytes: BlobPart): Promise<unknown> => readSource(new Blob([bytes]), new AbortController().signal);
  assert.equal(await read(""), "empty");
  assert.equal(await read("hello"), "no-numbers");
  assert.equal(await read(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2])), "not-text");
  assert.equal(await read(Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 255 + 1)), "not-text");
});

test("UTF-16 of Windows is read, and so is a broken Korean code page", async () => {
  const text = "step 1 loss 2\r\nstep 2 loss 손실 NaN\r\n";
  for (const [mark, order] of [[[0xff, 0xfe], true], [[0xfe, 0xff], false]] as const) {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    [...text].forEach((character, i) => view.setUint16(i * 2, character.charCodeAt(0), order));
    const log = await readSource(new Blob([new Uint8Array(mark), view]), new AbortController().signal);
    assert.ok(typeof log === "object");
    assert.deepEqual([log.loss.x, log.loss.y], [[1, 2], [2, NaN]]);
  }
  assert.equal(encodingOf(new Uint8Array([...new TextEncoder().encode("step 1 loss 2 norm 3 "), 0xb1, 0xe2, 0xbf, 0xef, 0xb1, 0xe2])), "utf-8");
});

test("numbers are read as they are printed, and names are none", () => {
  const values = (text: string): number[] => numbersIn(text).map(({ value }) => value);
  assert.deepEqual(values("1 -2.5 +3e4 .5 1,234.5 1,2 −7"), [1, -2.5, 3e4, 0.5, 1234.5, 1, 2, -7]);
  assert.deepEqual(values("nano info information float32 x1 nan% inf, Infinity NaN(ind)"), [NaN, Infinity, Infinity, NaN]);
  assert.equal(readNumber("12 ms"), undefined);
  assert.equal(readNumber(""), undefined);
});

const published = publishedOf({ bound: 1, series: [
  { name: "loss", x: [1, 2, 3, 4, 5, 6], y: [6, 5, 4, 3, 2, 1] },
  { name: "norm before clipping", x: [1, 2, 3, 4, 5, 6], y: [4, 0.5, 3, 2, 2, 2] },
  { name: "norm after clipping", x: [1, 2, 3, 4, 5, 6], y: [1, 0.5, 1, 1, 1, 1] },
] });
const said = (text: string): Map<string, readonly (string | number)[]> => new Map(compare(readLog(text), published).map(({ key, values }) => [key, values]));

test("differences are said where they are", () => {
  const lost = said("step 1 loss 6 norm 4\nstep 2 loss 5 norm 0.5\nstep 3 loss 90 norm inf\nstep 4 loss NaN norm NaN");
  assert.deepEqual(lost.get("norm-lost"), ["∞", 3]);
  assert.deepEqual(lost.get("loss-lost"), ["NaN", 4]);
  assert.deepEqual(lost.get("published-stays"), [6]);
  assert.deepEqual(lost.get("norm-passes"), ["1", 1, 50]);
  assert.deepEqual(lost.get("published-passes"), [83]);
  assert.ok(lost.has("no-clipped") && !lost.has("finite"));

  const same = said("step 1 loss 6 norm 4 before, 1 after\nstep 2 loss 5 norm 0.5 before, 0.5 after\nstep 3 loss 4 norm 3 before, 1.0001 after");
  assert.ok(same.has("same") && same.has("finite") && same.has("clipped"));

  const misplaced = said("step 1 loss 6 norm 4 before, 4 after\nstep 2 loss 30 norm 9 before, 9 after\nstep 3 loss 40 norm 9 before, 9 after\nstep 4 loss 40 norm 9 before, 9 after");
  assert.deepEqual(misplaced.get("not-clipped"), ["4", 1, "1"]);
  assert.deepEqual(misplaced.get("loss-apart"), [2]);
  assert.deepEqual(misplaced.get("norm-highest"), ["9", 2, "4"]);

  const starter = said("step 1 loss 6.44\nstep 5 loss 1.4E+03\nthe loss is not finite any more");
  assert.deepEqual(starter.get("says-lost"), [5]);
  assert.ok(starter.has("no-norm"));
  assert.ok(said("step 100 loss 3\nstep 101 loss 3").has("no-shared"));
  assert.deepEqual(said("step 1 loss 3\nstep 2 loss 2\nstep 1 loss 6").get("several"), [2]);
});

test("a published run may be a log, too, or hold what is no number", () => {
  assert.deepEqual(publishedOf({ text: "step 1 loss 2\nstep 2 loss 1" }).loss, { x: [1, 2], y: [2, 1] });
  assert.deepEqual(publishedOf({ series: [{ name: "loss", x: [1], y: ["Infinity"] }] }).loss.y, [Infinity]);
  assert.deepEqual(publishedOf({}).loss.x, []);
});

test("every finite value has a place within its axis, and greater ones are not below", () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(fc.array(value, { maxLength: 20 }), fc.constantFrom("log", "linear", "any" as const), (values, wish) => {
    const { place, ticks } = scale(values, 0, 100, wish as "log" | "linear" | "any");
    const places = [...values].sort((a, b) => a - b).map(place);
    assert.ok(places.every((at, i) => at >= 0 && at <= 100 && at >= (places[i - 1] ?? 0) - 1e-9), String(places));
    assert.ok(ticks.length <= 40 && ticks.every(({ at, words }) => Number.isFinite(at) && words !== ""));
  }), { numRuns: 2000, examples: [[[5e-324, 3.98e300], "log"]] });
});
