// What a lesson loads of the comparison: the button that opens it.
import { announce } from "../../page/announce";
import type { CourseData, Say } from "../../page/course";

/** Readies the place for a learner's own run below an exercise. */
export function ownRun(section: HTMLElement, course: CourseData, say: Say): void {
  const address = section.dataset.run;
  if (address === undefined || course.check === undefined) return;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: say("edit-run") });
  const place = Object.assign(document.createElement("div"), { className: "needs-script" });
  place.append(button);
  section.append(place);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { openOwnRun } = await import("./own-run");
      await openOwnRun(place, address, course);
      button.remove();
    } catch {
      button.disabled = false;
      announce(say("edit-failed"));
    }
  });
}
