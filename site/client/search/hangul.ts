// Korean letters, one a key, as the syllables that they spell. An input method does this in fields; what is typed before there is a field has none.
const first = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const middle = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const last = " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");
const joined: Readonly<Record<string, string>> = { ㅗㅏ: "ㅘ", ㅗㅐ: "ㅙ", ㅗㅣ: "ㅚ", ㅜㅓ: "ㅝ", ㅜㅔ: "ㅞ", ㅜㅣ: "ㅟ", ㅡㅣ: "ㅢ" };
// A final of two letters is tried before one of a single letter; a letter before a vowel begins the next syllable.
const syllable = new RegExp(`([${first}])([ㅏ-ㅣ])(${last.filter((final) => final !== "").sort((a, b) => b.length - a.length).join("|")})?(?![ㅏ-ㅣ])`, "g");

/** Letters as syllables: ㄱㅣㅇㅜㄹㄱㅣ is 기울기. Letters that spell none stay. */
export const compose = (letters: string): string => letters
  .replace(/ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ/g, (pair) => joined[pair] ?? pair)
  .replace(syllable, (_, f: string, m: string, l = "") => String.fromCharCode(0xac00 + (first.indexOf(f) * 21 + middle.indexOf(m)) * 28 + last.indexOf(l)));

/** Syllables as letters; of a final of two letters both. */
export const decompose = (text: string): string => text.replace(/[가-힣]/g, (c) => {
  const code = c.charCodeAt(0) - 0xac00;
  return first.charAt(Math.floor(code / 588)) + middle.charAt(Math.floor(code / 28) % 21) + (last[code % 28] ?? "");
});

/** The letters of the Korean keyboard on the keys A to Z. */
const keys = "ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋ";
const shifted: Readonly<Record<string, string>> = { ㅂ: "ㅃ", ㅈ: "ㅉ", ㄷ: "ㄸ", ㄱ: "ㄲ", ㅅ: "ㅆ", ㅐ: "ㅒ", ㅔ: "ㅖ" };

/** What key presses write: letters as they come, those that an input method keeps to itself by their place, Backspace takes one back. */
export function written(presses: readonly Pick<KeyboardEvent, "key" | "code" | "shiftKey">[]): string {
  const letters: string[] = [];
  for (const { key, code, shiftKey } of presses) {
    if (key === "Backspace") letters.pop();
    else if (key.length === 1) letters.push(key);
    else if (/^Key[A-Z]$/.test(code)) {
      const letter = keys.charAt(code.charCodeAt(3) - 65);
      letters.push(shiftKey ? (shifted[letter] ?? letter) : letter);
    } else if (code === "Space") letters.push(" ");
  }
  return compose(letters.join(""));
}
