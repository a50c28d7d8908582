import assert from "node:assert/strict";
import { test } from "node:test";
import { StringStream } from "@codemirror/language";
import fc from "fast-check";
import { type CSharpState, readToken } from "../check/editor/csharp";
import { crc32, withFile } from "../check/exercise/zip";
import { differences, edited } from "../check/findings/differences";

const lines = fc.array(fc.constantFrom("", "a", "b", "c", "}", "  loss.backward();"), { maxLength: 30 });

test("a difference leads from the one text to the other", () => {
  fc.assert(fc.property(lines, lines, (a, b) => {
    const diff = differences(a.join("\n"), b.join("\n"), 1000);
    if (a.join("\n") === b.join("\n")) return assert.deepEqual(diff, []);
    const old = diff.filter(({ kind }) => kind !== "new").map(({ text }) => text);
    const next = diff.filter(({ kind }) => kind !== "gone").map(({ text }) => text);
    assert.equal(old.join("\n"), a.join("\n"));
    assert.equal(next.join("\n"), b.join("\n"));
  }));
});

test("a difference is short where little changed, and its numbers are those of the texts", () => {
  const before = Array.from({ length: 200 }, (_, i) => `line ${i + 1}`);
  const after = before.toSpliced(99, 1, "mended", "and more");
  const diff = differences(before.join("\n"), after.join("\n"));
  assert.deepEqual(diff.filter(({ kind }) => kind === "gone" || kind === "new").map(({ kind, text, number }) => [kind, text, number]), [["gone", "line 100", 100], ["new", "mended", 100], ["new", "and more", 101]]);
  assert.ok(diff.length <= 9);
  const started = performance.now();
  const huge = differences(Array.from({ length: 5000 }, (_, i) => `a${i}`).join("\n"), Array.from({ length: 5000 }, (_, i) => `b${i}`).join("\n"));
  assert.equal(huge.length, 10_000);
  assert.ok(performance.now() - started < 2000);
});

test("edits hold places of the text that was checked, in whatever order they come", () => {
  assert.equal(edited("abcdef", [{ start: 0, length: 1, newText: "X" }, { start: 3, length: 2, newText: "" }, { start: 6, length: 0, newText: "!" }]), "Xbcf!");
});

/** Colours of lines, each token as colour:text. */
function colours(...source: readonly string[]): string[] {
  const state: CSharpState = { open: [], before: "" };
  return source.map((line) => {
    const stream = new StringStream(line, 4, 4);
    const found: string[] = [];
    while (!stream.eol()) {
      stream.start = stream.pos;
      const colour = readToken(stream, state);
      assert.ok(stream.pos > stream.start || found.length < 1000, `does not move on in ${line}`);
      if (colour !== null) found.push(`${colour}:${stream.current()}`);
    }
    return found.join(" ");
  });
}

test("texts of all kinds end where the compiler ends them", () => {
  assert.deepEqual(colours('$"step {step,3}  loss {loss.item<float>():G3}" + 1'), ['string:$" string:step { number:3 string:} string:  loss { method:item keyword:float string:: string:G3 string:} string:" number:1']);
  assert.deepEqual(colours('var a = $"{(b ? "x" : $"y{z}")} {{no}} c"; f();').at(0)?.endsWith("method:f"), true);
  assert.deepEqual(colours('var s = @"a\\"; var t = @"say ""hi"" "; g();').at(0)?.endsWith("method:g"), true);
  assert.deepEqual(colours('var raw = """', '  say "hi" and ""', '  """; h();').at(2), 'string:  """ method:h');
  assert.deepEqual(colours('var r = $$"""{not} {{hole}} """; k();').at(0)?.endsWith("method:k"), true);
  assert.deepEqual(colours('var open = "not closed', "int next = 1;").at(1), "keyword:int number:1");
  assert.deepEqual(colours('var e = ""; m();').at(0)?.endsWith("method:m"), true);
  assert.deepEqual(colours("/* a", "b */ n(); // c"), ["comment:/* a", "comment:b */ method:n comment:// c"]);
  assert.deepEqual(colours("'\\'' '\"' x('a')").at(0), "string:'\\'' string:'\"' method:x string:'a'");
});

test("names have the colours that they have in listings", () => {
  assert.deepEqual(colours("using var model = new GatedTotal();")[0], "keyword:using keyword:var keyword:new type:GatedTotal");
  assert.deepEqual(colours("(Tensor Inputs, Tensor Targets) RunningTotal(int batch) => p.grad!.norm().item<float>();")[0],
    "type:Tensor type:Tensor method:RunningTotal keyword:int property:grad method:norm method:item keyword:float");
  assert.deepEqual(colours("private readonly LSTM lstm = LSTM(2, 0x1F, 1_000, 1e-3f);")[0], "keyword:private keyword:readonly type:LSTM method:LSTM number:2 number:0x1F number:1_000 number:1e-3f");
});

test("whatever is typed, colouring ends", () => {
  const pieces = fc.array(fc.constantFrom('"', '"""', "$", "@", "{", "}", "'", "/*", "*/", "//", "\\", ":", "(", ")", "x", "1", " ", "가", "#", "{{", "$$"), { maxLength: 60 });
  fc.assert(fc.property(fc.array(pieces, { maxLength: 6 }), (source) => {
    const state: CSharpState = { open: [], before: "" };
    for (const line of source.map((each) => each.join(""))) {
      const stream = new StringStream(line, 4, 4);
      for (let steps = 0; !stream.eol(); steps++) {
        stream.start = stream.pos;
        readToken(stream, state);
        assert.ok(steps <= 4 * line.length + 4, `stays in ${JSON.stringify(line)}`);
      }
    }
  }), { numRuns: 2000 });
});

test("a file that is no archive is refused", () => {
  // Whole archives are replaced and unpacked by a test in a browser, with the build's own.
  assert.throws(() => withFile(new Uint8Array(100), "Program.cs", new Uint8Array()), /not a zip/);
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});
