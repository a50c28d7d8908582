import { isDone, type Facts } from "../progress/facts";
import type { ProgressStore } from "../progress/store";
import type { Say } from "./course";

/** The button at a lesson's end that marks it as done, and takes the mark back. */
export function lessonMark(section: HTMLElement, store: ProgressStore, say: Say): (facts: Facts) => void {
  const lesson = section.dataset.lesson ?? "";
  const button = section.querySelector("button");
  const state = section.querySelector("[data-part=state]");
  button?.addEventListener("click", () => store.mark(lesson, !isDone(store.facts.lessons.get(lesson)), Date.now()));
  return (facts) => {
    const mark = facts.lessons.get(lesson);
    const done = isDone(mark);
    section.classList.toggle("is-done", done);
    if (button !== null) {
      button.textContent = say(done ? "undo" : "mark");
      button.setAttribute("aria-pressed", String(done));
    }
    if (state !== null) state.textContent = done && mark ? say("done-on", new Date(mark.first).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })) : "";
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
