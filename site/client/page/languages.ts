import type { ProgressStore } from "../progress/store";
import { announce } from "./announce";
import type { Say } from "./course";
import { anchorOf, blockAt, blockOf, type Place, placeOf, topBlock } from "./place";
import { isShortcut, keyOf } from "./shortcuts";

const key = "course:place";

/** Lets the links to other languages lead to the paragraph that is being read. */
export function keepPlace(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".languages a")) {
    link.addEventListener("click", () => {
      const block = topBlock();
      if (block === undefined || window.scrollY < 40) return;
      try {
        sessionStorage.setItem(key, JSON.stringify({ path: new URL(link.href).pathname, ...placeOf(block), section: anchorOf(block) }));
      } catch {
        // Without storage the other page opens at its beginning.
      }
    });
  }
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as (Place & { path: string; section: string }) | null;
    sessionStorage.removeItem(key);
    if (kept?.path !== location.pathname) return;
    // Where this language has no such block, its section is the nearest that it has.
    const block = blockAt(document, kept) ?? blockAt(document, { anchor: kept.section, after: 0 });
    block?.scrollIntoView({ behavior: "instant", block: "start" });
  } catch {
    // As above.
  }
}

/** Shows a paragraph in the other language in its place: while a key is held, or after a tap in the mode that a button begins. */
export function otherLanguage(store: ProgressStore, say: Say): void {
  const link = document.querySelector<HTMLAnchorElement>(".languages a[hreflang]");
  if (link === null || document.querySelector(".prose[lang]") !== null || topBlock() === undefined) return;
  let twin: Promise<Document> | undefined;
  let pointed: Element | undefined;
  let shown: { block: HTMLElement; other: HTMLElement } | undefined;

  const hide = (): void => {
    shown?.other.remove();
    if (shown !== undefined) shown.block.hidden = false;
    shown = undefined;
  };
  const show = async (block: HTMLElement | undefined): Promise<void> => {
    if (block === undefined || shown?.block === block) return;
    hide();
    twin ??= fetch(link.href).then(async (response) => new DOMParser().parseFromString(await response.text(), "text/html"));
    const found = blockAt(await twin, placeOf(block));
    if (found === undefined || found.tagName !== block.tagName) {
      announce(say("no-twin"));
      return;
    }
    const other = document.importNode(found, true);
    other.removeAttribute("id");
    for (const inner of other.querySelectorAll("[id]")) inner.removeAttribute("id");
    other.lang = link.hreflang;
    other.classList.add("other-language");
    block.after(other);
    block.hidden = true;
    shown = { block, other };
  };

  document.addEventListener("pointerover", ({ target }) => { if (target instanceof Element) pointed = target; });
  let held = false;
  document.addEventListener("keydown", (event) => {
    if (keyOf(event) !== "o" || !isShortcut(event, store)) return;
    held = true;
    void show((pointed && blockOf(pointed)) ?? topBlock()).then(() => { if (!held) hide(); });
  });
  document.addEventListener("keyup", (event) => {
    if (keyOf(event) !== "o") return;
    held = false;
    hide();
  });
  window.addEventListener("blur", () => { held = false; hide(); });

  const button = document.querySelector<HTMLButtonElement>("[data-other-language]");
  button?.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    // What lies over the page would hide the paragraphs.
    button.closest<HTMLElement>("[popover]")?.hidePopover();
    if (!on) hide();
    else announce(say("tap-a-paragraph"));
  });
  document.addEventListener("click", ({ target }) => {
    if (button?.getAttribute("aria-pressed") !== "true" || !(target instanceof Element) || target.closest("a, button, summary, input") !== null) return;
    if (shown?.other.contains(target) === true) hide();
    else void show(blockOf(target));
  });
}
