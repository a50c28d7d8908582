import type { Facts } from "../progress/facts";
import type { ProgressStore } from "../progress/store";
import { type CourseData, root, type Say } from "./course";
import { anchorOf, topBlock } from "./place";

/** Remembers which lesson, and where in it, was read last. */
export function rememberReading(lesson: string, store: ProgressStore): void {
  let timer: number | undefined;
  const remember = (): void => {
    const block = topBlock();
    if (block === undefined) return;
    const value = `${lesson}#${window.scrollY < 200 ? "" : anchorOf(block)}`;
    if (store.facts.preferences.get("reading")?.value !== value) store.prefer("reading", value, Date.now());
  };
  document.addEventListener("scroll", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(remember, 800);
  }, { passive: true });
}

/** On the home page, the way back to where the reader left off. */
export function offerReading(place: HTMLElement, facts: Facts, course: CourseData, say: Say): void {
  const [id = "", anchor = ""] = (facts.preferences.get("reading")?.value ?? "").split("#");
  const lesson = course.lessons.find((each) => each.id === id);
  place.hidden = lesson === undefined;
  const link = place.querySelector("a");
  if (lesson === undefined || link === null) return;
  link.href = root() + lesson.href + (anchor === "" ? "" : `#${anchor}`);
  link.textContent = say("continue", lesson.title);
}
