import assert from "node:assert/strict";
import { test } from "node:test";
import { StringStream } from "@codemirror/language";
import fc from "fast-check";
import cases from "../../../tests/findings/words.json";
import { type CSharpState, readToken } from "../check/editor/csharp";
import { crc32, withFile } from "../check/exercise/zip";
import { changed, differences, edited } from "../check/findings/differences";
import { codeIn, demand, joined, sentence } from "../check/findings/sentences";

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

test("a difference shows no empty lines at its edges, and says on both sides that there is more", () => {
  const before = ["first", "", "a", "", "old", "", "b", "last", ""];
  const show = (after: readonly string[]): string[] => differences(before.join("\n"), after.join("\n")).map(({ kind, text }) => `${kind} ${text}`);
  assert.deepEqual(show(before.with(4, "new")), ["gap ", "same a", "same ", "gone old", "new new", "same ", "same b", "gap "]);
  assert.deepEqual(show(before.with(3, "new")), ["gap ", "same a", "gone ", "new new", "same old", "gap "]);
  assert.deepEqual(show(before.with(0, "new")), ["gone first", "new new", "same ", "same a", "gap "]);
  assert.deepEqual(show(before.with(6, "new")), ["gap ", "same old", "same ", "gone b", "new new", "same last"]);
});

test("what has changed within a line is marked, where one line took the place of another and they have enough in common", () => {
  const marked = (before: string, after: string): string[] => {
    const lines = differences(before, after);
    return lines.map(({ kind, text }, i) => `${kind}:${text.slice(...changed(lines, i))}`);
  };
  assert.deepEqual(marked("    clip(p, 10.0);", "    clip(p, 1.0);"), ["gone:0", "new:"]);
  assert.deepEqual(marked("Linear(8, 16), Sigmoid()", "Linear(8, 16), ReLU()"), ["gone:Sigmoid", "new:ReLU"]);
  assert.deepEqual(marked("step(); // here", "zero_grad(set);"), ["gone:", "new:"]);
  assert.deepEqual(marked("a(1);\nb(1);", "a(2);\nb(2);"), ["gone:1", "gone:1", "new:2", "new:2"]);
  assert.deepEqual(marked("a(1);", "a(2);\na(3);"), ["gone:", "new:", "new:"]);
  fc.assert(fc.property(lines, lines, (a, b) => {
    const diff = differences(a.join("\n"), b.join("\n"), 1000);
    diff.forEach(({ text }, i) => {
      const [from, to] = changed(diff, i);
      assert.ok(from >= 0 && from <= to && to <= text.length);
    });
  }));
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

test("what the checker asks comes without the reason", () => {
  assert.equal(demand("Clip before this step, for example with utils.clip_grad_norm_(model.parameters(), 1.0): gradients through LSTM can explode"), "Clip before this step, for example with utils.clip_grad_norm_(model.parameters(), 1.0).");
  assert.equal(demand("이 step 앞에서 clip_grad_norm_(p, 1.0) 등으로 자르세요. 기울기는 폭발할 수 있습니다"), "이 step 앞에서 clip_grad_norm_(p, 1.0) 등으로 자르세요.");
  assert.equal(demand("Say no: it is 1.0"), "Say no: it is 1.0.");
});

test("findings are set as in the lessons' listings: as sentences, with code by its form, and particles with their words", () => {
  for (const [message, words, codes] of cases as [string, string, string[]][]) {
    assert.equal(joined(sentence(message)), words);
    assert.deepEqual(codeIn(words).map(([code]) => code), codes, message);
  }
  const started = performance.now();
  codeIn(`${"a(".repeat(5000)}${"a.".repeat(5000)}${"_".repeat(5000)}`);
  assert.ok(performance.now() - started < 1000, "a message of whatever form is read at once");
});
