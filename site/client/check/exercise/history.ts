import type { Say } from "../../page/course";
import { differenceView } from "../findings/difference";
import { differences } from "../findings/differences";
import type { Drafts } from "./drafts";

/** Asks which earlier text to compare with, shows how the code differs from it, and brings it back on request. */
export function openHistory(drafts: Drafts, starter: string, current: string, language: string, say: Say, restore: (text: string) => void): void {
  const dialog = Object.assign(document.createElement("dialog"), { className: "attempts" });
  const attempts = [...drafts.attempts].reverse();
  const texts = [...attempts.map(({ text }) => text), starter];
  const head = Object.assign(document.createElement("h2"), { textContent: say("history"), id: "attempts-head" });
  dialog.setAttribute("aria-labelledby", head.id);
  const choice = document.createElement("select");
  const time = new Intl.DateTimeFormat(language, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
  for (const { at, open } of attempts) choice.append(new Option(say(open === 0 ? "history-done" : "history-open", time.format(at), open)));
  choice.append(new Option(say("history-starter")));
  const label = document.createElement("label");
  label.append(`${say("history-choose")} `, choice);
  const shown = document.createElement("div");
  const back = Object.assign(document.createElement("button"), { type: "button", textContent: say("history-restore") });
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: say("close") });
  const actions = Object.assign(document.createElement("p"), { className: "actions" });
  const show = (): void => {
    const chosen = texts[choice.selectedIndex] ?? starter;
    const lines = differences(chosen, current);
    back.disabled = lines.length === 0;
    const words = (key: string, className = ""): HTMLElement => Object.assign(document.createElement("p"), { className, textContent: say(key) });
    shown.replaceChildren(...(lines.length === 0 ? [words("history-same")] : [words("history-legend", "hint"), differenceView(lines, say)]));
  };
  // The text of the last check is what is in the editor now, so that the one before says more.
  if (attempts.length > 0 && texts[0] === current) choice.selectedIndex = 1;
  choice.addEventListener("change", show);
  back.addEventListener("click", () => {
    dialog.close();
    restore(texts[choice.selectedIndex] ?? starter);
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  actions.append(back, close);
  dialog.append(head, ...(attempts.length === 0 ? [Object.assign(document.createElement("p"), { textContent: say("history-none") })] : []), label, shown, actions);
  document.body.append(dialog);
  show();
  dialog.showModal();
}
