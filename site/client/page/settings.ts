import { apply } from "../preferences/apply";
import type { Facts } from "../progress/facts";
import type { ProgressStore } from "../progress/store";
import { afterPaint } from "./after-paint";

/** The theme and calm mode, chosen in the panel that the masthead opens. */
export function settings(panel: HTMLElement, store: ProgressStore): (facts: Facts) => void {
  panel.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    // All of the page changes with the theme: what was chosen is marked first, a frame before.
    const { value } = target, now = Date.now();
    if (target.name === "theme") afterPaint(() => store.prefer("theme", value, now));
    if (target.name === "keys") store.prefer("keys", target.checked ? "on" : "off", Date.now());
    if (target.name === "calm") store.prefer("calm", target.checked ? "on" : "off", Date.now());
  });
  return ({ preferences }) => {
    const theme = preferences.get("theme")?.value ?? "system";
    const calm = preferences.get("calm")?.value;
    const isChecked = new Map([["calm", calm === "on"], ["keys", preferences.get("keys")?.value !== "off"]]);
    apply({ theme, calm });
    for (const input of panel.querySelectorAll("input")) input.checked = input.name === "theme" ? input.value === theme : isChecked.get(input.name) === true;
  };
}
