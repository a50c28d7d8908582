// What every page loads of the playground: the way to it.
import { announce } from "../../page/announce";
import type { CourseData, Say } from "../../page/course";
import type { ProgressStore } from "../../progress/store";
import { setOut } from "../engine/ahead";

/** Opens the editor on the page that is made for it. */
export function playground(place: HTMLElement, store: ProgressStore, course: CourseData, say: Say): void {
  if (course.check === undefined) return;
  Promise.all([setOut(), import("./playground")]).then(([engine, { openPlayground }]) => openPlayground(place, store, course, engine)).catch(() => announce(say("edit-failed")));
}
