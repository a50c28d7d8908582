import { announce } from "./announce";
import type { Say } from "./course";

/** Gives each listing a button that copies its code, without findings and line marks. */
export function copyButtons(say: Say): void {
  for (const listing of document.querySelectorAll<HTMLElement>("figure.listing")) {
    const code = listing.querySelector("code");
    const caption = listing.querySelector("figcaption");
    if (code === null || caption === null) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy needs-script", textContent: say("copy") });
    button.addEventListener("click", () => {
      const copy = code.cloneNode(true) as HTMLElement;
      for (const finding of copy.querySelectorAll(".finding")) finding.remove();
      navigator.clipboard.writeText(copy.textContent ?? "").then(() => announce(say("copied")), () => announce(say("not-copied")));
    });
    const tools = Object.assign(document.createElement("span"), { className: "tools needs-script" });
    tools.append(button);
    caption.append(tools);
  }
}
