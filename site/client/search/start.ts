// What every page loads of the search: the key and the link that open it. The rest comes when it is wanted.
import { isShortcut, keyOf } from "../page/shortcuts";
import type { ProgressStore } from "../progress/store";

/** Readies the search of a page. */
export function startSearch(link: HTMLAnchorElement | null, store: ProgressStore): void {
  const form = document.querySelector<HTMLFormElement>("form[data-search-page]");
  if (form !== null) void import("./page").then(({ searchPage }) => searchPage(form));
  if (link === null) return;
  const open = async (): Promise<void> => {
    const field = form?.querySelector("input");
    if (field) {
      field.focus();
      field.select();
      return;
    }
    const early = new EarlyKeys();
    try {
      (await (await import("./dialog")).openSearch()).type(early.end());
    } catch {
      early.end();
      window.location.href = link.href;
    }
  };
  link.addEventListener("pointerenter", () => void import("./dialog").catch(() => undefined), { once: true });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void open();
  });
  document.addEventListener("keydown", (event) => {
    if (keyOf(event) !== "/" || event.isComposing || !isShortcut(event, store)) return;
    event.preventDefault();
    void open();
  });
}

/** What is typed between the key that opens the search and the field that takes what is typed. */
class EarlyKeys {
  readonly #presses: KeyboardEvent[] = [];

  constructor() {
    document.addEventListener("keydown", this, true);
  }

  handleEvent(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // An input method says that a key is its own, and no field has it write: which key it was says what was meant.
    if (event.key.length > 1 && event.key !== "Backspace" && event.key !== "Process") return;
    this.#presses.push(event);
    event.preventDefault();
    event.stopPropagation();
  }

  end(): readonly KeyboardEvent[] {
    document.removeEventListener("keydown", this, true);
    return this.#presses;
  }
}
