// A link carries code; whatever else it carries, words come of it and no harm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { LONGEST_CODE, LONGEST_FRAGMENT, readFragment, writeFragment } from "../check/playground/fragment";
import { OwnCode } from "../check/playground/own-code";

const linkOf = (bytes: Uint8Array): string => `#code=${Buffer.from(deflateRawSync(bytes)).toString("base64url")}`;
const code = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 2000 }),
  fc.array(fc.constantFrom("var x = 1;\n", "기울기를 자른다 // clip\n", "\tloss.backward();\n", "\"ㄱ\" + '\\u0000'\n", "🙂", "optimizer.step(); "), { maxLength: 200 }).map((parts) => parts.join("")),
).map((text) => text.replace(/[\0-\x08\x0e-\x1f\x7f]/gu, "").replace(/\r\n?/gu, "\n").toWellFormed());

test("what a link is made from comes back", async () => {
  await fc.assert(fc.asyncProperty(code, async (text) => {
    const fragment = await writeFragment(text);
    assert.ok(fragment !== undefined && /^code=[\w-]*$/u.test(fragment));
    assert.deepEqual(await readFragment(`#${fragment}`), { kind: "code", text });
  }), { numRuns: 500 });
});

test("a damaged link gives words, never a crash", async () => {
  const whole = await writeFragment("using var scope = NewDisposeScope();\n".repeat(20)) ?? "";
  const known = new Set(["none", "example", "code", "trouble"]);
  await fc.assert(fc.asyncProperty(fc.nat(whole.length), fc.nat(whole.length), fc.string({ unit: "binary", maxLength: 12 }), async (from, length, noise) => {
    const answer = await readFragment(`#${whole.slice(0, from)}${noise}${whole.slice(from + length)}`);
    assert.ok(known.has(answer.kind));
    if (answer.kind === "code") assert.ok(new TextEncoder().encode(answer.text).length <= LONGEST_CODE);
  }), { numRuns: 2000 });
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
    const answer = await readFragment(`#code=${Buffer.from(bytes).toString("base64url")}`);
    assert.ok(answer.kind === "trouble" || answer.kind === "code");
  }), { numRuns: 1000 });
});

test("each way of being wrong has its words", async () => {
  const reason = async (hash: string): Promise<unknown> => {
    const answer = await readFragment(hash);
    return answer.kind === "trouble" ? answer.reason : answer.kind;
  };
  assert.equal(await reason(""), "none");
  assert.equal(await reason("#examples"), "none");
  assert.equal(await reason("#__proto__"), "none");
  assert.equal(await reason("#DL1001-bad"), "example");
  assert.equal(await reason("#code="), "damaged");
  assert.equal(await reason("#code=%3Cscript%3E"), "damaged");
  assert.equal(await reason("#code=abcde"), "damaged");
  assert.equal(await reason(`#code=${"A".repeat(LONGEST_FRAGMENT)}`), "too-long");
  assert.equal(await reason(linkOf(new Uint8Array([0x66, 0xff, 0xfe]))), "not-text");
  assert.equal(await reason(linkOf(new TextEncoder().encode("\u0000\u0001"))), "not-text");
  const cut = linkOf(new TextEncoder().encode("loss.backward();\n".repeat(50)));
  assert.equal(await reason(cut.slice(0, -8)), "damaged");
});

test("a bomb is refused before it is unpacked", async () => {
  const bomb = linkOf(new Uint8Array(40 * 1024 * 1024));
  assert.ok(bomb.length < LONGEST_FRAGMENT, `${bomb.length} characters`);
  const before = process.memoryUsage().arrayBuffers;
  const start = performance.now();
  assert.deepEqual(await readFragment(bomb), { kind: "trouble", reason: "too-long" });
  assert.ok(performance.now() - start < 1000);
  assert.ok(process.memoryUsage().arrayBuffers - before < 8 * 1024 * 1024);
  assert.deepEqual(await readFragment(linkOf(new Uint8Array(LONGEST_CODE).fill(0x20))), { kind: "code", text: " ".repeat(LONGEST_CODE) });
  assert.deepEqual(await readFragment(linkOf(new Uint8Array(LONGEST_CODE + 1).fill(0x20))), { kind: "trouble", reason: "too-long" });
});

test("code that is too long for a link is told apart", async () => {
  assert.equal(await writeFragment("x".repeat(LONGEST_CODE + 1)), undefined);
});

test("code from elsewhere is no draft until it is changed, and what it replaces is kept", () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => { kept.set(key, value); }, removeItem: (key: string) => { kept.delete(key); } } as unknown as Storage;
  const open = (): OwnCode => new OwnCode("c/", "start", () => storage);
  const own = open();
  own.keep("start", 1);
  assert.equal(own.draft, undefined);
  own.keep("mine", 2);
  assert.equal(open().draft, "mine");

  own.bring("from a link");
  own.keep("from a link", 3);
  assert.equal(open().draft, "mine");
  assert.equal(own.hiddenBy("from a link"), "mine");
  own.keep("from a link, changed", 4);
  assert.equal(open().draft, "from a link, changed");
  assert.equal(own.hiddenBy("from a link, changed"), "mine");

  own.take("mine");
  own.keep("mine", 5);
  assert.equal(open().draft, "mine");
  assert.equal(own.hiddenBy("mine"), "from a link, changed");
  own.bring("start");
  own.keep("start", 6);
  assert.equal(open().draft, "mine");
});
