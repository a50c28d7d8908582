import { isDone, type Facts } from "../progress/facts";
import type { ProgressStore } from "../progress/store";
import { afterPaint } from "./after-paint";
import type { Say } from "./course";

/** The button at a lesson's end that marks it as done, and takes the mark back. */
export function lessonMark(section: HTMLElement, store: ProgressStore, say: Say): (facts: Facts) => void {
  const lesson = section.dataset.lesson ?? "";
  const button = section.querySelector("button");
  const state = section.querySelector("[data-part=state]");
  button?.addEventListener("click", () => store.mark(lesson, !isDone(store.facts.lessons.get(lesson)), Date.now()));
  let since: number | undefined;
  return (facts) => {
    const mark = facts.lessons.get(lesson);
    const done = isDone(mark);
    since = done ? mark?.first : undefined;
    section.classList.toggle("is-done", done);
    if (button !== null) {
      button.textContent = say(done ? "undo" : "mark");
      button.setAttribute("aria-pressed", String(done));
    }
    // Browsers take their time for the first date in a language: on a telephone, more than for all the rest.
    if (state !== null) afterPaint(() => { state.textContent = since === undefined ? "" : say("done-on", new Date(since).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })); });
  };
}

/** Marks, in menus and lists, the lessons that are done. */
export function markLinks(facts: Facts, say: Say): void {
  for (const item of document.querySelectorAll<HTMLElement>("[data-lesson-link]")) {
    const done = isDone(facts.lessons.get(item.dataset.lessonLink ?? ""));
    item.classList.toggle("is-done", done);
    const sign = item.querySelector(".done-sign");
    if (done && sign === null) {
      item.append(Object.assign(document.createElement("span"), { className: "done-sign", textContent: "✓", role: "img", ariaLabel: say("done") }));
    } else if (!done) sign?.remove();
  }
}
