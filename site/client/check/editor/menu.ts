import type { Say } from "../../page/course";

/** The less frequent actions, over the code while they are chosen from: a row of their own would push away what one works on. */
export function menu(say: Say, actions: readonly HTMLElement[]): HTMLElement {
  const more = Object.assign(document.createElement("details"), { className: "editor-more" });
  const summary = Object.assign(document.createElement("summary"), { textContent: say("more") });
  const list = Object.assign(document.createElement("p"), { className: "actions" });
  const close = (): void => {
    more.open = false;
    summary.focus({ preventScroll: true });
  };
  list.append(...actions);
  more.append(summary, list);
  // It is closed before the action begins, so that a dialog gives focus back to something that is there.
  list.addEventListener("click", ({ target }) => { if (target instanceof HTMLButtonElement) close(); }, { capture: true });
  list.addEventListener("change", close);
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    event.stopPropagation();
    close();
  });
  more.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget instanceof Node && !more.contains(relatedTarget)) more.open = false; });
  return more;
}
