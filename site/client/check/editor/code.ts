// The text field: CodeMirror with what code needs, and nothing that composes, completes or checks by itself.
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, undo, undoDepth } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers, type ViewUpdate } from "@codemirror/view";
import type { Say } from "../../page/course";
import { prose, sentence } from "../findings/sentences";
import type { Finding, Place, TextEdit } from "../protocol";
import { csharp } from "./csharp";
import { adoptStyles } from "./sheets";

/** What a text field is made with, and whom it tells. */
export interface CodeOptions {
  readonly text: string;
  readonly say: Say;
  /** What screen readers call the field. */
  readonly label: string;
  /** Ids of elements that say more, such as how to leave the field. */
  readonly describedBy: string;
  /** Whether Tab indents at first. */
  readonly tabIndents: boolean;
  /** The text changed, or a composition ended. */
  changed(): void;
  tabChanged(indents: boolean): void;
  /** The learner asked for a check with the keyboard. */
  asked(): void;
}

/** A text field for C#. */
export interface Code {
  readonly view: EditorView;
  readonly text: string;
  /** Whether an input method is composing: then nothing may touch the text or what is drawn in it. */
  readonly composing: boolean;
  tabIndents: boolean;
  /** Whether there is a change to take back. */
  readonly canUndo: boolean;
  undo(): void;
  /** Replaces the text; one undo brings the old one back. */
  replace(text: string): void;
  /** Makes changes, as one step of undo. */
  edit(edits: readonly TextEdit[]): void;
  /** Puts the cursor at a place, in sight. */
  goTo(offset: number): void;
  /** Underlines what was found. */
  underline(findings: readonly Finding[]): void;
}

const setFindings = StateEffect.define<readonly Finding[]>();

const marks: Readonly<Record<string, Decoration>> = Object.fromEntries(["must-fix", "should-fix", "worth-knowing"].map((weight) => [weight, Decoration.mark({ class: `found-mark found-mark-${weight}` })]));

interface Underlined {
  readonly findings: readonly Finding[];
  readonly set: DecorationSet;
}

/** What is underlined. A mark that is edited goes; the next check brings it back where it still holds. */
const underlined = StateField.define<Underlined>({
  create: () => ({ findings: [], set: Decoration.none }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setFindings)) return { findings: effect.value, set: draw(effect.value, transaction.state) };
    if (!transaction.docChanged) return value;
    const set = value.set.update({ filter: (from, to) => !transaction.changes.touchesRange(from, to) });
    return { findings: [], set: set.map(transaction.changes) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ set }) => set),
});

/** Where a place is seen: on one line at most, since what spans more is said in the list; and not without length, as at the end of a line that lacks something. */
function extent({ start, length }: Place, doc: Text): { readonly from: number; readonly to: number } {
  const at = Math.min(start, doc.length);
  const line = doc.lineAt(at);
  const from = at === line.to ? Math.max(line.from, at - 1) : at;
  return { from, to: Math.min(Math.max(from + 1, Math.min(at + length, line.to)), doc.length) };
}

function draw(findings: readonly Finding[], { doc }: EditorState): DecorationSet {
  const found = findings.flatMap(({ weight, place }) => {
    const mark = marks[weight];
    const { from, to } = extent(place, doc);
    return mark === undefined || to <= from ? [] : [mark.range(from, to)];
  });
  return Decoration.set(found, true);
}

const tips = hoverTooltip((view, position) => {
  const { doc } = view.state;
  const here = view.state.field(underlined).findings.filter(({ place, weight }) => {
    const { from } = extent(place, doc);
    return weight !== "well-done" && from <= position && position <= from + Math.max(1, place.length);
  });
  const [first] = here;
  if (first === undefined) return null;
  return {
    pos: extent(first.place, doc).from, above: true,
    create: () => {
      const dom = Object.assign(document.createElement("div"), { className: "found-tip" });
      for (const { id, message } of here) dom.appendChild(document.createElement("p")).append(`${id}: `, ...prose(sentence(message)));
      return { dom };
    },
  };
});

/**
 * Types over what is marked. Left to itself, Chromium gives the new text the looks of the old one by a style attribute, which the site's policy
 * forbids and the console complains of. What an input method composes cannot be taken from the browser, and is not.
 */
function typeOver(event: InputEvent, view: EditorView): boolean {
  const { inputType, data, cancelable, isComposing } = event;
  if (inputType !== "insertText" || data === null || !cancelable || isComposing || view.composing || view.state.selection.ranges.every(({ empty }) => empty)) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

/** Makes the field. */
export function openCode(parent: HTMLElement, { text, say, label, describedBy, tabIndents, changed, tabChanged, asked }: CodeOptions): Code {
  adoptStyles();
  let indents = tabIndents;
  const setTab = (on: boolean): boolean => {
    indents = on;
    tabChanged(on);
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), drawSelection(), bracketMatching(), highlightActiveLine(), highlightSelectionMatches(), search({ top: true }), csharp(), underlined, tips,
        EditorState.phrases.of(phrases(say)), EditorState.tabSize.of(4),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
        keymap.of([
          { key: "Ctrl-m", mac: "Shift-Alt-m", run: () => setTab(!indents) },
          // Tab leaves the field, unless the learner wants it to indent; even then Escape and Tab leave it.
          { key: "Tab", run: (target) => indents && indentMore(target), shift: (target) => indents && indentLess(target) },
          { key: "Mod-Enter", run: () => { asked(); return true; } },
          ...searchKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update: ViewUpdate) => { if (update.docChanged) changed(); }),
        EditorView.domEventHandlers({ compositionend: () => { window.setTimeout(changed); }, beforeinput: typeOver }),
      ],
    }),
  });
  return {
    view,
    get text() { return view.state.doc.toString(); },
    get composing() { return view.composing || view.compositionStarted; },
    get tabIndents() { return indents; },
    set tabIndents(on) { setTab(on); },
    get canUndo() { return undoDepth(view.state) > 0; },
    undo: () => { undo(view); },
    replace(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, selection: { anchor: 0 }, scrollIntoView: true, userEvent: "input.replace" });
    },
    edit(edits) {
      view.dispatch({ changes: edits.map(({ start, length, newText }) => ({ from: start, to: start + length, insert: newText })), userEvent: "input.fix" });
    },
    goTo(offset) {
      const at = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    underline: (findings) => view.dispatch({ effects: setFindings.of(findings) }),
  };
}

/** What CodeMirror says by itself, in the reader's words. */
const phrases = (say: Say): Record<string, string> => Object.fromEntries([
  ["Find", "find"], ["Replace", "replace"], ["next", "find-next"], ["previous", "find-previous"], ["all", "find-all"], ["match case", "find-case"], ["by word", "find-word"],
  ["regexp", "find-regexp"], ["replace", "replace-one"], ["replace all", "replace-all"], ["close", "find-close"], ["current match", "find-current"], ["on line", "find-on-line"],
  ["replaced $ matches", "replaced-all"], ["replaced match on line $", "replaced-one"], ["Go to line", "go-to-line"], ["go", "go"], ["Control character", "control-character"],
].map(([phrase = "", key = ""]) => [phrase, say(key)]));
