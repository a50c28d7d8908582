// The page splits text as the index was split: both are held to the same cases.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import cases from "../../../tests/search/tokens.json";
import { excerpt, mark } from "../search/excerpt";
import { isSlip } from "../search/search";
import { normalize, tokens } from "../search/tokens";

test("texts are split as the index is", () => {
  for (const [text, wanted] of cases) assert.deepEqual(tokens(text as string), wanted, text as string);
});

test("an excerpt is made of the text and marks are what was asked for, whatever the text", () => {
  const word = fc.constantFrom("기울기", "기울기를", "Gradient", "clip", "Hölder", "…", "a", "층", "\u1100\u1161", "ﬁ", "İ");
  fc.assert(fc.property(fc.array(word, { maxLength: 60 }), fc.array(word.map(normalize), { maxLength: 3 }), (words, marks) => {
    const text = words.join(" ");
    assert.equal(mark(text, marks).map((piece) => piece.text).join(""), text);
    const shown = excerpt(text, marks);
    assert.ok(text.includes(shown.map((piece) => piece.text).join("").replace(/^… /, "").replace(/ …$/, "")));
    for (const piece of shown) if (piece.marked) assert.ok(marks.some((wanted) => normalize(piece.text).startsWith(wanted)), piece.text);
  }), { numRuns: 2000 });
});

test("an excerpt shows what was found far down a text", () => {
  const text = `${"처음에는 다른 이야기를 한다. ".repeat(40)}기울기를 잘라 낸다. ${"그 뒤에도 길다. ".repeat(40)}`;
  const shown = excerpt(text, ["기울기"]);
  assert.deepEqual(shown.filter(({ marked }) => marked).map((piece) => piece.text), ["기울기"]);
  assert.ok(shown.map((piece) => piece.text).join("").length < 170);
});

test("one slip is a letter changed, added, left out, or changed about with its neighbour", () => {
  for (const slip of ["gradiant", "gradeint", "gradint", "graddient", "radient", "gradients"]) assert.ok(isSlip(slip, "gradient"), slip);
  for (const other of ["gradient", "grading", "gardeint", "grad", "graidnet"]) assert.ok(!isSlip(other, "gradient"), other);
});
