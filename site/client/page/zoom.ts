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
      dialog.showModal();
    });
    picture.after(button);
  }
}

function make(say: Say): HTMLDialogElement {
  const dialog = Object.assign(document.createElement("dialog"), { className: "zoom" });
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: say("close") });
  close.addEventListener("click", () => dialog.close());
  const picture = Object.assign(document.createElement("div"), { className: "picture" });
  dialog.append(picture, close);
  // A click beside the figure closes it, too: then the dialog itself is the target.
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });
  document.body.append(dialog);
  return dialog;
}
