import { afterPaint } from "./after-paint";
import type { Say } from "./course";

/** Gives each listing a button that makes its names walkable: arrows move from name to name, and a line below says what each is. */
export function signatures(say: Say): void {
  for (const listing of document.querySelectorAll<HTMLElement>("figure.listing")) {
    const caption = listing.querySelector("figcaption");
    const code = listing.querySelector("pre");
    const names = [...listing.querySelectorAll<HTMLElement>("code [title]")];
    if (caption === null || code === null || names.length === 0) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy types needs-script", textContent: say("types") });
    button.setAttribute("aria-pressed", "false");
    caption.querySelector(".copy")?.before(button);
    const line = Object.assign(document.createElement("p"), { className: "signature", hidden: true });
    line.setAttribute("aria-live", "polite");
    code.after(line);

    let at = 0;
    const show = (index: number): void => {
      names[at]?.removeAttribute("tabindex");
      at = Math.max(0, Math.min(index, names.length - 1));
      const name = names[at];
      if (name === undefined) return;
      name.tabIndex = 0;
      line.textContent = name.title;
    };
    const isOn = (): boolean => button.getAttribute("aria-pressed") === "true";
    button.addEventListener("click", () => {
      const on = !isOn();
      button.setAttribute("aria-pressed", String(on));
      listing.classList.toggle("shows-types", on);
      // The line pushes down all that follows: the names are marked first, a frame before.
      afterPaint(() => {
        line.hidden = !isOn();
        if (isOn()) {
          show(at);
          names[at]?.focus();
        } else names[at]?.removeAttribute("tabindex");
      });
    });
    code.addEventListener("keydown", (event) => {
      if (!isOn() || !(event.target instanceof HTMLElement) || !names.includes(event.target)) return;
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
      if (event.key === "Escape") button.click();
      if (to === undefined && event.key !== "Escape") return;
      event.preventDefault();
      if (to === undefined) button.focus();
      else {
        show(to);
        names[at]?.focus();
      }
    });
    code.addEventListener("click", ({ target }) => {
      const index = target instanceof HTMLElement ? names.indexOf(target) : -1;
      if (!isOn() || index < 0) return;
      show(index);
      names[at]?.focus({ preventScroll: true });
    });
  }
}
