// The editor with everything that a learner needs around it; the exercise and the playground put their own things into its places.
import { announce } from "../../page/announce";
import type { Say } from "../../page/course";
import { FindingsList } from "../findings/list";
import type { CheckEngine, ExerciseAsk, Language, Report } from "../protocol";
import { Checking, type CheckState } from "./checking";
import { openCode } from "./code";
import { Status } from "./status";

/** What an editor is opened with. */
export interface EditorOptions {
  readonly text: string;
  readonly language: Language;
  /** Says the words of `checkWords`. */
  readonly say: Say;
  readonly engine: CheckEngine;
  /** What screen readers call the text field. */
  readonly label: string;
  readonly exercise?: ExerciseAsk;
  readonly tabIndents?: boolean;
  tabChanged?(indents: boolean): void;
  /** The text changed; called with each keystroke. */
  changed?(): void;
  /** Right before a text is checked, and after a pause: the time to keep it. */
  keep?(text: string): void;
  /** A check ended; `asked` where the learner pressed the button. */
  checked?(report: Report, text: string, asked: boolean): void;
}

/** An open editor. */
export interface Editor {
  readonly element: HTMLElement;
  readonly text: string;
  /** The row of buttons; others may stand there, too. */
  readonly tools: HTMLElement;
  /** Where something may stand between code and findings. */
  readonly results: HTMLElement;
  /** Replaces the text; one undo brings the old one back. */
  replace(text: string): void;
  check(): void;
  focus(): void;
  /** Puts the cursor at an offset. */
  goTo(offset: number): void;
  /** Says something to screen readers once typing has stopped. */
  tell(words: string): void;
  /** Takes the editor away. */
  close(): void;
}

let count = 0;

/** Opens an editor at the end of a host. The engine starts at once, so that its slow first pass is over before somebody has typed. */
export function openEditor(host: HTMLElement, options: EditorOptions): Editor {
  const { say, engine, language, exercise, keep, checked, tabIndents = false } = options;
  const id = `editor-${++count}`;
  const element = Object.assign(document.createElement("div"), { className: "editor" });
  const tools = Object.assign(document.createElement("div"), { className: "editor-tools" });
  const field = Object.assign(document.createElement("div"), { className: "editor-code" });
  const results = Object.assign(document.createElement("div"), { className: "editor-results" });
  const hint = Object.assign(document.createElement("p"), { className: "hint editor-hint", id: `${id}-hint` });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "primary", textContent: say("now") });
  const tab = Object.assign(document.createElement("button"), { type: "button", textContent: say("tab-indents") });
  const back = Object.assign(document.createElement("button"), { type: "button", textContent: say("undo-edit"), disabled: true });
  const status = new Status(say);
  button.setAttribute("aria-keyshortcuts", "Control+Enter");
  const findings = new FindingsList({
    say, language,
    goTo: (place) => code.goTo(place.start),
    apply: ({ fix }, text) => {
      if (fix === undefined || code.text !== text) return false;
      code.edit(fix.edits);
      announce(say("applied", fix.title));
      checking.now(false);
      return true;
    },
  });
  tools.append(button, back, status.element);
  element.append(tools, field, hint, results, findings.element);
  host.append(element);

  const showTab = (indents: boolean): void => {
    tab.setAttribute("aria-pressed", String(indents));
    words.textContent = say(indents ? "tab-hint-indents" : "tab-hint");
  };
  const words = document.createElement("span");
  hint.append(words, " ", tab);
  showTab(tabIndents);

  let late: { readonly report: Report; readonly text: string } | undefined;
  const code = openCode(field, {
    text: options.text, say, label: options.label, describedBy: hint.id, tabIndents,
    changed: () => {
      if (late !== undefined && !code.composing) draw(late.report, late.text);
      back.disabled = !code.canUndo;
      options.changed?.();
      checking.touched();
    },
    asked: () => checking.now(),
    tabChanged: (indents) => {
      showTab(indents);
      options.tabChanged?.(indents);
    },
  });
  tab.addEventListener("click", () => { code.tabIndents = !code.tabIndents; });

  const draw = (report: Report, text: string): void => {
    late = undefined;
    if (text === code.text) code.underline(report.findings);
  };
  const checking = new Checking({
    engine,
    request: () => ({ text: code.text, language, ...(exercise === undefined ? {} : { exercise }) }),
    composing: () => code.composing,
    before: (text) => keep?.(text),
    report: (report, text, asked) => {
      // To draw into a text while an input method composes in it would end the composition.
      if (code.composing) late = { report, text };
      else draw(report, text);
      findings.show(report, text);
      status.refused(report.refusal !== undefined);
      checked?.(report, text, asked);
    },
    state: (state: CheckState) => {
      element.classList.toggle("is-stale", state !== "fresh");
      const told = status.show(state);
      if (told !== undefined) findings.tell(told);
    },
  });
  button.addEventListener("click", () => checking.now());
  back.addEventListener("click", () => code.undo());
  let open = true;
  engine.watch((state, loaded) => {
    if (open) status.engine(state, loaded);
  });
  engine.start();
  checking.now(false);

  return {
    element, tools, results,
    get text() { return code.text; },
    replace: (text) => code.replace(text),
    check: () => checking.now(),
    focus: () => code.view.focus(),
    goTo: (offset) => code.goTo(offset),
    tell: (words) => findings.tell(words),
    close() {
      open = false;
      checking.close();
      code.view.destroy();
      element.remove();
    },
  };
}
