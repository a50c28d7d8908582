import type { ProgressStore } from "../progress/store";

/** Whether keys belong to a field that somebody writes in. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The key of a shortcut, also where keys write Korean (there j is ㅓ) or belong to an input method. */
export const keyOf = ({ key, code, shiftKey }: KeyboardEvent): string =>
  !/^[ㄱ-ㅣ]$|^Process$/.test(key) ? key : code === "Slash" ? (shiftKey ? "?" : "/") : code.slice(3).toLowerCase();

/** Whether a key press is a shortcut's: one key alone, not in a field or a dialog, and not while shortcuts are switched off. */
export const isShortcut = (event: KeyboardEvent, store: ProgressStore): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !isTyping(event.target)
  && document.querySelector("dialog[open]") === null && store.facts.preferences.get("keys")?.value !== "off";

/** j and k go from heading to heading; p opens the playground; ? shows all keys. */
export function shortcuts(store: ProgressStore): void {
  const dialog = document.querySelector<HTMLDialogElement>("#shortcuts");
  document.querySelector("[data-shortcuts]")?.addEventListener("click", ({ currentTarget }) => {
    if (currentTarget instanceof HTMLElement) currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
    dialog?.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event, store)) return;
    const key = keyOf(event);
    if (key === "?") dialog?.showModal();
    if (key === "p") document.querySelector<HTMLElement>("a[data-playground-link]")?.click();
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  });
}

function step(direction: 1 | -1): void {
  const headings = [...document.querySelectorAll<HTMLElement>(".prose :is(h2, h3)[id]")];
  // A heading that a step has brought to the window's top stands within its scroll margin.
  const next = direction === 1
    ? headings.find((heading) => heading.getBoundingClientRect().top > 40)
    : headings.findLast((heading) => heading.getBoundingClientRect().top < -4);
  if (next === undefined) return;
  next.scrollIntoView({ block: "start" });
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
}
