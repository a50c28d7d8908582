// Colours of C# by its characters, with the classes that the listings of lessons have.
import { indentService, indentUnit, LanguageSupport, StreamLanguage, type StringStream, syntaxHighlighting } from "@codemirror/language";
import { type Tag, tagHighlighter, tags } from "@lezer/highlight";

/** A text that is open: how many quotes close it, whether it spans lines, how many braces open a hole in it (0 for none). */
interface OpenText {
  readonly kind: "text";
  readonly quotes: number;
  readonly verbatim: boolean;
  readonly braces: number;
}

/** A hole of a text, with the brackets that are open in it. */
interface Hole {
  readonly kind: "hole";
  brackets: number;
  /** Whether what follows is a format, as in {loss:F2}. */
  format: boolean;
}

interface Comment {
  readonly kind: "comment";
}

/** What is open where a line begins. */
export interface CSharpState {
  open: readonly (OpenText | Hole | Comment)[];
  /** The last word or sign. */
  before: string;
}

const keywords = new Set(("abstract and as async await base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit "
  + "extern false file finally fixed float for foreach get global goto if implicit in init int interface internal is lock long namespace new not null object operator or out override "
  + "params partial private protected public readonly record ref required return sbyte sealed set short sizeof stackalloc static string struct switch this throw true try typeof uint "
  + "ulong unchecked unsafe ushort using var virtual void volatile when where while with yield").split(" "));

/** Reads one word or sign; says its colour. */
export function readToken(stream: StringStream, state: CSharpState): string | null {
  const top = state.open.at(-1);
  if (top?.kind === "comment") return readComment(stream, state);
  if (top?.kind === "text") return readText(stream, state, top);
  if (top?.kind === "hole" && top.format) return readFormat(stream, state, top);
  if (stream.eatSpace()) return null;
  if (stream.match("//")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match("/*")) {
    state.open = [...state.open, { kind: "comment" }];
    return readComment(stream, state);
  }
  if (stream.peek() === "#" && stream.string.slice(0, stream.pos).trim() === "") {
    stream.skipToEnd();
    return "meta";
  }
  const opening = stream.match(/^(?:\$+@?|@\$?)?("+)/) as RegExpMatchArray | null;
  if (opening !== null) return openText(stream, state, opening);
  if (stream.match(/^'(?:[^'\\\n]|\\.[^']*)'/)) return after(state, "'", "string");
  if (stream.match(/^(?:0[xX][\da-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*)(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?)[uUlLfFdDmM]*/)) return after(state, "0", "number");
  const word = stream.match(/^@?[\p{L}_][\p{L}\p{N}_]*/u) as RegExpMatchArray | null;
  if (word !== null) return readWord(stream, state, word[0]);
  return readSign(stream, state, top);
}

function after(state: CSharpState, sign: string, colour: string | null): string | null {
  state.before = sign;
  return colour;
}

function readComment(stream: StringStream, state: CSharpState): string {
  if (stream.skipTo("*/")) {
    stream.match("*/");
    state.open = state.open.slice(0, -1);
  } else stream.skipToEnd();
  return "comment";
}

function openText(stream: StringStream, state: CSharpState, [all, quotes = ""]: RegExpMatchArray): string {
  const prefix = all.slice(0, all.length - quotes.length);
  const verbatim = prefix.includes("@");
  const dollars = prefix.split("$").length - 1;
  state.before = '"';
  const isRaw = quotes.length >= 3 && !verbatim;
  // An empty text, and what follows it, are not one opening.
  if (!isRaw && quotes.length > 1) {
    stream.backUp(quotes.length - 2);
    if (!verbatim || quotes.length === 2) return "string";
    stream.backUp(1);
  }
  state.open = [...state.open, { kind: "text", quotes: isRaw ? quotes.length : 1, verbatim: verbatim || isRaw, braces: dollars }];
  return "string";
}

function readText(stream: StringStream, state: CSharpState, text: OpenText): string {
  const isRaw = text.quotes >= 3;
  while (!stream.eol()) {
    if (text.braces > 0 && stream.peek() === "{") {
      const braces = (stream.match(/^\{+/, false) as RegExpMatchArray)[0].length;
      // Two braces are one that is meant in plain texts; in raw ones those that are too few are.
      const isHole = isRaw ? braces >= text.braces : braces % 2 === 1;
      stream.match("{".repeat(braces));
      if (isHole) {
        state.open = [...state.open, { kind: "hole", brackets: 0, format: false }];
        return "string";
      }
      continue;
    }
    if (!text.verbatim && stream.match(/^\\./)) continue;
    if (text.verbatim && !isRaw && stream.match('""')) continue;
    if (stream.match('"'.repeat(text.quotes))) {
      state.open = state.open.slice(0, -1);
      return "string";
    }
    stream.next();
  }
  // A text that is not closed ends with its line, so that the rest of the file keeps its colours while one is typed.
  if (!text.verbatim) state.open = state.open.slice(0, -1);
  return "string";
}

function readFormat(stream: StringStream, state: CSharpState, hole: Hole): string {
  if (!stream.match(/^[^}]+/)) hole.format = false;
  if (stream.eol()) closeTexts(state);
  else if (stream.peek() === "}") hole.format = false;
  return "string";
}

/** A hole that its line does not close: the text it is in has ended, unless it spans lines. */
function closeTexts(state: CSharpState): void {
  const text = state.open.findLast((each) => each.kind === "text");
  if (text?.kind === "text" && !text.verbatim) state.open = [];
}

function readWord(stream: StringStream, state: CSharpState, word: string): string | null {
  const { before } = state;
  state.before = word;
  if (before !== "." && keywords.has(word)) return "keyword";
  const isCalled = stream.match(/^\s*(?:<[\w\s,.?[\]<>()]*>)?\s*\(/, false) !== null;
  const isUpper = /^@?\p{Lu}/u.test(word);
  if (before === "new" || ((before === "class" || before === "struct" || before === "record" || before === "interface" || before === "enum") && isUpper)) return "type";
  if (isCalled) return "method";
  if (before === ".") return isUpper && stream.match(/^\s*[.<]/, false) !== null ? "type" : "property";
  // After another name, as in `Tensor Inputs`, stands what is declared.
  return isUpper && (!/^@?[\p{L}_]/u.test(before) || keywords.has(before)) ? "type" : null;
}

function readSign(stream: StringStream, state: CSharpState, hole: Hole | undefined): string | null {
  const sign = stream.next() ?? "";
  state.before = sign;
  if (hole !== undefined) {
    if (sign === "}" && hole.brackets === 0) {
      const text = state.open.at(-2);
      if (text?.kind === "text") for (let i = 1; i < text.braces && text.quotes >= 3 && stream.peek() === "}"; i++) stream.next();
      state.open = state.open.slice(0, -1);
      return "string";
    }
    if (sign === ":" && hole.brackets === 0) {
      state.open = [...state.open.slice(0, -1), { ...hole, format: true }];
      return "string";
    }
    const step = "([{".includes(sign) ? 1 : ")]}".includes(sign) ? -1 : 0;
    if (step !== 0) state.open = [...state.open.slice(0, -1), { ...hole, brackets: Math.max(0, hole.brackets + step) }];
    if (stream.eol()) closeTexts(state);
  }
  return null;
}

const language = StreamLanguage.define<CSharpState>({
  name: "csharp",
  startState: () => ({ open: [], before: "" }),
  copyState: ({ open, before }) => ({ open: open.map((each) => ({ ...each })), before }),
  token: readToken,
  blankLine: closeTexts,
  tokenTable: { type: tags.typeName, method: tags.function(tags.variableName), property: tags.propertyName },
  languageData: { commentTokens: { line: "//", block: { open: "/*", close: "*/" } }, indentOnInput: /^\s*[}\])]$/ },
});

const classes: readonly (readonly [Tag, string])[] = [
  [tags.keyword, "k"], [tags.typeName, "t"], [tags.function(tags.variableName), "m"], [tags.propertyName, "p"],
  [tags.string, "s"], [tags.number, "n"], [tags.comment, "c"], [tags.meta, "d"],
];

/** A line stands as the one before it; one deeper after an opening bracket, one less where it begins with a closing one. */
const indentation = indentService.of((context, position) => {
  const line = context.state.doc.lineAt(position);
  const text = context.textAfterPos(position).trimStart();
  for (let number = line.number - 1; number >= 1; number--) {
    const { text: above, from } = context.state.doc.line(number);
    if (above.trim() === "" && from !== position) continue;
    const opens = /[{([]\s*(?:\/\/.*)?$/.test(context.lineAt(from, -1).text.replace(/\r$/, ""));
    const depth = (/^[ \t]*/.exec(above)?.[0] ?? "").replaceAll("\t", "    ").length;
    return Math.max(0, depth + (opens ? context.unit : 0) - (/^[})\]]/.test(text) ? context.unit : 0));
  }
  return null;
});

/** C# for the editor. */
export const csharp = (): LanguageSupport => new LanguageSupport(language, [
  indentation, indentUnit.of("    "), syntaxHighlighting(tagHighlighter(classes.map(([tag, name]) => ({ tag, class: name })))),
]);
