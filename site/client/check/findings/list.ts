// What was found, as a list: the most essential first, each with what, why, where, and how to mend it.
import type { Say } from "../../page/course";
import type { Finding, Language, Place, Report } from "../protocol";
import { addressOf, openBeside } from "./beside";
import { differenceView } from "./difference";
import { differences, edited } from "./differences";
import { prose, sentence } from "./sentences";
import { summary } from "./summary";

/** How many findings are shown until more are asked for. */
const AT_FIRST = 3;

/** How long nothing must have changed until screen readers hear of it, in milliseconds: whoever types is not talked to. */
const BEFORE_SAYING = 1200;

/** What the list asks of the editor. */
export interface FindingsOptions {
  readonly say: Say;
  readonly language: Language;
  goTo(place: Place): void;
  /** Mends; false where the text is not the one that was checked any more. */
  apply(finding: Finding, text: string): boolean;
}

/** The list of findings of one editor. */
export class FindingsList {
  readonly element: HTMLElement;
  readonly #options: FindingsOptions;
  readonly #summary: HTMLElement;
  readonly #list = Object.assign(document.createElement("ol"), { className: "found-list" });
  readonly #more: HTMLButtonElement;
  readonly #live: HTMLElement;
  #all = false;
  #shown: { readonly report: Report; readonly text: string } | undefined;
  #timer: number | undefined;

  constructor(options: FindingsOptions) {
    this.#options = options;
    const { say } = options;
    this.element = Object.assign(document.createElement("section"), { className: "findings" });
    this.element.setAttribute("aria-label", say("findings"));
    this.#summary = Object.assign(document.createElement("p"), { className: "found-summary", tabIndex: -1 });
    this.#live = Object.assign(document.createElement("p"), { className: "only-heard" });
    this.#live.setAttribute("role", "status");
    this.#more = Object.assign(document.createElement("button"), { type: "button", className: "quiet", hidden: true });
    this.#more.addEventListener("click", () => {
      const focus = AT_FIRST;
      this.#all = true;
      this.#draw();
      this.#list.children[focus]?.querySelector<HTMLElement>("button, summary, a")?.focus();
    });
    this.element.append(this.#summary, this.#list, this.#more, this.#live);
  }

  /** Shows what was found in a text. */
  show(report: Report, text: string): void {
    this.#shown = { report, text };
    this.#draw();
    this.tell(summary(report, this.#options.say));
  }

  /** Says something to screen readers when typing has stopped; what they heard last is not said again. */
  tell(words: string): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (this.#live.textContent !== words) this.#live.textContent = words;
    }, BEFORE_SAYING);
  }

  /** Moves focus to the sentence that sums up. */
  focus(): void {
    this.#summary.focus({ preventScroll: true });
  }

  #draw(): void {
    if (this.#shown === undefined) return;
    const { say } = this.#options;
    const { report, text } = this.#shown;
    const open = new Set([...this.#list.querySelectorAll<HTMLElement>("details[open]")].map(({ dataset }) => dataset.key));
    const focused = this.#list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.key : undefined;
    this.#summary.textContent = summary(report, say);
    // Praise comes last, and what is to be mended is never cut off for its sake.
    const faults = report.findings.filter(({ weight }) => weight !== "well-done");
    const praise = report.findings.filter(({ weight }) => weight === "well-done");
    const visible = this.#all ? faults : faults.slice(0, AT_FIRST);
    const items = [...visible, ...praise].map((finding) => this.#item(finding, text));
    if (report.refusal !== undefined) items.unshift(this.#refusal(report.refusal, text));
    this.#list.replaceChildren(...items);
    for (const details of this.#list.querySelectorAll<HTMLDetailsElement>("details")) details.open = open.has(details.dataset.key);
    this.#more.hidden = visible.length === faults.length;
    this.#more.textContent = say("show-all", faults.length);
    if (focused !== undefined) ([...this.#list.querySelectorAll<HTMLElement>("[data-key]")].find(({ dataset }) => dataset.key === focused) ?? this.#summary).focus({ preventScroll: true });
  }

  #refusal({ line, message }: NonNullable<Report["refusal"]>, text: string): HTMLElement {
    const before = text.split("\n", line - 1).join("\n").length;
    const start = Math.min(text.length, line > 1 ? before + 1 : 0);
    const place = { file: "", start, length: 0, line, column: 1, endLine: line, endColumn: 1 };
    const item = Object.assign(document.createElement("li"), { className: "found-item found-must-fix" });
    const head = Object.assign(document.createElement("p"), { className: "found-head" });
    head.append(this.#line(place, "refusal"));
    item.append(head, paragraph(message, "found-what"));
    return item;
  }

  #line(place: Place, key: string): HTMLButtonElement {
    const line = Object.assign(document.createElement("button"), { type: "button", className: "found-line", textContent: this.#options.say("line", place.line) });
    line.dataset.key = `line ${key}`;
    line.addEventListener("click", () => this.#options.goTo(place));
    return line;
  }

  #item(finding: Finding, text: string): HTMLElement {
    const { say, language } = this.#options;
    const { id, weight, place, message, why, help, fix } = finding;
    const key = `${id} ${message}`;
    const item = Object.assign(document.createElement("li"), { className: `found-item found-${weight}` });
    const head = Object.assign(document.createElement("p"), { className: "found-head" });
    head.append(
      Object.assign(document.createElement("b"), { textContent: say(`weight-${weight}`) }), " ",
      Object.assign(document.createElement("span"), { className: "found-id", textContent: id }), " ", this.#line(place, key));
    item.append(head, paragraph(message, "found-what"));
    const tools = Object.assign(document.createElement("div"), { className: "found-more" });
    if (why !== undefined && why !== "" && why !== message) tools.append(this.#fold(`why ${key}`, say("why"), paragraph(why)));
    if (fix !== undefined && fix.edits.length > 0) tools.append(this.#fold(`fix ${key}`, say("fix", fix.title), ...this.#preview(finding, text)));
    if (help !== undefined && help !== "") {
      const link = Object.assign(document.createElement("a"), { href: addressOf(help, language), textContent: say("explained") });
      link.dataset.key = `help ${key}`;
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        void openBeside(link.href, link, say);
      });
      tools.append(link);
    }
    if (tools.childElementCount > 0) item.append(tools);
    return item;
  }

  #fold(key: string, title: string, ...content: readonly HTMLElement[]): HTMLElement {
    const details = document.createElement("details");
    const head = Object.assign(document.createElement("summary"), { textContent: title });
    details.dataset.key = key;
    details.append(head, ...content);
    return details;
  }

  #preview(finding: Finding, text: string): HTMLElement[] {
    const { say, apply } = this.#options;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: say("apply") });
    const late = Object.assign(document.createElement("p"), { className: "hint", hidden: true, textContent: say("apply-late") });
    late.setAttribute("role", "alert");
    button.addEventListener("click", () => {
      late.hidden = apply(finding, text);
      if (late.hidden) this.focus();
    });
    return [differenceView(differences(text, edited(text, finding.fix?.edits ?? [])), say), button, late];
  }
}

function paragraph(words: string, className = ""): HTMLElement {
  const made = Object.assign(document.createElement("p"), { className });
  made.append(...prose(sentence(words)));
  return made;
}
