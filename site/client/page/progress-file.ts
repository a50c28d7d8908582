import { fromFile, toFile } from "../progress/entries";
import type { ProgressStore } from "../progress/store";
import { announce } from "./announce";
import type { CourseData, Say } from "./course";

/** Export, import and reset, on the page about progress. */
export function progressFile(section: HTMLElement, store: ProgressStore, course: CourseData, say: Say): void {
  const on = (part: string, event: string, act: (element: HTMLElement) => void): void => {
    const element = section.querySelector<HTMLElement>(`[data-part=${part}]`);
    element?.addEventListener(event, () => act(element));
  };
  on("export", "click", () => {
    const now = new Date();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([toFile(store.facts, course.id, now)], { type: "application/json" }));
    link.download = `${course.id}-progress-${now.toISOString().slice(0, 10)}.json`;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  on("import", "change", (input) => {
    const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
    if (file === undefined) return;
    void file.text().then((text) => {
      const facts = fromFile(text, course.id);
      if (typeof facts === "string") announce(say(facts));
      else {
        store.import(facts);
        announce(say("imported"));
      }
      if (input instanceof HTMLInputElement) input.value = "";
    });
  });
  // A native dialog that asks first: what is erased cannot be had back but from a file.
  const dialog = section.querySelector("dialog");
  on("reset", "click", () => dialog?.showModal());
  dialog?.addEventListener("close", () => {
    if (dialog.returnValue !== "reset") return;
    store.reset();
    announce(say("was-reset"));
  });
}
