// Keys that were pressed before there was a field are spelled as an input method would.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compose, decompose, written } from "../search/hangul";
import { readQuestion } from "../search/question";

const none = { lessons: [], planned: [], terms: [], rules: [], tags: [], pages: [] };
const words = (query: string): string => readQuestion(query, none).words.map(({ text }) => text).join(" ");

test("every syllable, and any text of them, is spelled by its letters", () => {
  const any = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code));
  for (let code = 0xac00; code <= 0xd7a3; code++) assert.equal(compose(decompose(String.fromCharCode(code))), String.fromCharCode(code));
  fc.assert(fc.property(fc.array(fc.oneof(any, fc.constantFrom(" ", "ReLU", "7")), { maxLength: 12 }), (parts) => {
    const text = parts.join("");
    assert.equal(compose(decompose(text)), text);
  }), { numRuns: 5000 });
});

test("letters, keys that an input method keeps, and Backspace write what was meant", () => {
  const press = (key: string, code = "", shiftKey = false): { key: string; code: string; shiftKey: boolean } => ({ key, code, shiftKey });
  assert.equal(written([..."ㄱㅣㅇㅜㄹㄱㅣ"].map((key) => press(key))), "기울기");
  assert.equal(written([..."RLDNFRL"].map((letter) => press("Process", `Key${letter}`))), "기울기");
  assert.equal(written([press("Process", "KeyQ", true), press("Process", "KeyK"), press("Process", "Space"), press("Process", "KeyD"), press("Process", "KeyH"), press("Process", "KeyK")]), "빠 와");
  assert.equal(written([press("x"), press("Backspace"), press("R"), press("e"), press("L"), press("U"), press("ㄹ"), press("ㅡ"), press("ㄹ")]), "ReLU를");
  assert.equal(written([..."ㄱㅇㄱ"].map((key) => press(key))), "ㄱㅇㄱ");
  assert.equal(written([press("Backspace"), press("Process", "ArrowLeft")]), "");
});

test("a syllable that was begun before the field came is ended in it", () => {
  assert.equal(words("기우ㄹ기"), "기울기");
  assert.equal(words("기ㅇㅜㄹ기"), "기울기");
  assert.equal(words("기울기 폭바ㄹ이 "), "기울기 폭발");
  // Initials stay initials, and the letter that is being typed still waits.
  assert.equal(words("ㄱㅇㄱ"), "ㄱㅇㄱ");
  assert.equal(words("기울ㄱ"), "기울");
});
