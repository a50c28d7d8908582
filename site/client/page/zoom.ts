import type { Say } from "./course";

/** Gives each figure a button that shows it as large as the window. */
export function zoom(say: Say): void {
  let dialog: HTMLDialogElement | undefined;
  for (const plot of document.querySelectorAll<HTMLElement>("figure.plot")) {
    const picture = plot.querySelector<HTMLElement>(".picture");
    if (picture === null) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "enlarge needs-script", textContent: say("enlarge") });
    button.addEventListener("click", () => {
      dialog ??= make(say);
      const copy = picture.cloneNode(true) as HTMLElement;
      dialog.querySelector(".picture")?.replaceWith(copy);
      dialog.setAttribute("aria-label", picture.getAttribute("aria-label") ?? "");
      dialog.showPopover();
    });
    picture.after(button);
  }
}

/**
 * A popover that is as good as modal: it covers the window and keeps the focus. A modal dialog makes all that is behind it inert, for which
 * the browser asks for the style of every element of the page, and on a telephone that is half of what the reader waits for.
 */
function make(say: Say): HTMLDialogElement {
  const dialog = Object.assign(document.createElement("dialog"), { className: "zoom", popover: "auto", ariaModal: "true" });
  const box = document.createElement("div");
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: say("close") });
  close.addEventListener("click", () => dialog.hidePopover());
  box.append(Object.assign(document.createElement("div"), { className: "picture" }), close);
  dialog.append(box);
  // A click beside the figure closes it, too: then the dialog itself is the target.
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.hidePopover(); });
  document.addEventListener("focusin", ({ target }) => { if (dialog.matches(":popover-open") && !dialog.contains(target as Node)) close.focus(); });
  document.body.append(dialog);
  return dialog;
}
