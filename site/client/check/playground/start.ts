// What every page loads of the playground: the way to it.
import { announce } from "../../page/announce";
import type { CourseData, Say } from "../../page/course";
import type { ProgressStore } from "../../progress/store";

/** Opens the editor on the page that is made for it. */
export function playground(place: HTMLElement, store: ProgressStore, course: CourseData, say: Say): void {
  if (course.check === undefined) return;
  import("./playground").then(({ openPlayground }) => openPlayground(place, store, course)).catch(() => announce(say("edit-failed")));
}
