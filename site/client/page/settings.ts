import { apply } from "../preferences/apply";
import type { Facts } from "../progress/facts";
import type { ProgressStore } from "../progress/store";
import { afterPaint } from "./after-paint";

/** The theme and calm mode, chosen in the panel that the masthead opens. */
export function settings(panel: HTMLElement, store: ProgressStore): (facts: Facts) => void {
  panel.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const { name, value, checked } = target;
    const now = Date.now();
    // All of the page changes with the theme: what was chosen is marked first, a frame before.
    if (name === "theme") afterPaint(() => store.prefer(name, value, now));
    if (name === "keys" || name === "calm") store.prefer(name, checked ? "on" : "off", now);
  });
  return ({ preferences }) => {
    const theme = preferences.get("theme")?.value ?? "system";
    const calm = preferences.get("calm")?.value;
    const isChecked = new Map([["calm", calm === "on"], ["keys", preferences.get("keys")?.value !== "off"]]);
    apply({ theme, calm });
    for (const input of panel.querySelectorAll("input")) input.checked = input.name === "theme" ? input.value === theme : isChecked.get(input.name) === true;
  };
}
