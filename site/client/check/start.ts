// What a lesson loads of the editor: the button that opens it. The rest comes when it is wanted.
import { announce } from "../page/announce";
import type { CourseData, Say } from "../page/course";
import { storagePrefix } from "../preferences/read";
import type { Facts } from "../progress/facts";
import type { ProgressStore } from "../progress/store";
import { setOut } from "./engine/ahead";

/** Readies the exercises of a page. */
export function exercise(section: HTMLElement, store: ProgressStore, course: CourseData, say: Say): (facts: Facts) => void {
  const name = section.dataset.exercise ?? "";
  const listing = document.getElementById(section.dataset.starter ?? "");
  const code = listing?.querySelector("pre");
  if (course.check !== undefined && listing && code) ready(section, listing, code, name, store, course, say);
  return ({ exercises }) => {
    const passed = (exercises.get(name) ?? 0) >= 1;
    const label = section.querySelector("h2 span");
    const sign = label?.querySelector(".done-sign");
    if (passed && !sign) label?.append(" ", Object.assign(document.createElement("b"), { className: "done-sign", textContent: `✓ ${say("edit-passed")}` }));
    else if (!passed) sign?.remove();
  };
}

function ready(section: HTMLElement, listing: HTMLElement, code: HTMLElement, name: string, store: ProgressStore, course: CourseData, say: Say): void {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  const idle = (): void => {
    let hasDraft = false;
    try {
      hasDraft = localStorage.getItem(`${storagePrefix()}code/${name}`) !== null;
    } catch {
      // Storage that is refused holds no draft.
    }
    button.textContent = say(hasDraft ? "edit-draft" : "edit-open");
    button.disabled = false;
  };
  const open = async (): Promise<void> => {
    if (button.disabled) return;
    button.disabled = true;
    button.textContent = say("edit-opening");
    try {
      const [engine, { openExercise }] = await Promise.all([setOut(), import("./exercise/exercise")]);
      await openExercise({
        section, listing, store, course, engine,
        closed: () => {
          idle();
          button.focus();
        },
      });
    } catch {
      idle();
      announce(say("edit-failed"));
    }
  };
  idle();
  listing.querySelector("figcaption .tools")?.prepend(button);
  button.addEventListener("click", () => void open());
  // Who marks a part of the code wants to copy it, and who walks the names reads.
  code.addEventListener("click", () => {
    if (window.getSelection()?.isCollapsed !== false && !listing.classList.contains("shows-types")) void open();
  });
  code.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === code) void open();
  });
}
