// The search that the masthead opens: a combobox whose list is the results.
import { readCourse, root, type Say, speaker } from "../page/course";
import { Engine, readFile } from "./engine";
import { written } from "./hangul";
import { countOf, groupsOf, showEntry, Texts } from "./results";

const limits = { lessons: 6, others: 3 };

let search: SearchDialog | undefined;

/** Opens the search. */
export async function openSearch(): Promise<SearchDialog> {
  search ??= new SearchDialog(speaker(await readCourse()));
  search.open();
  return search;
}

export class SearchDialog {
  readonly #dialog = document.createElement("dialog");
  readonly #field = document.createElement("input");
  readonly #list = document.createElement("div");
  readonly #status = document.createElement("p");
  readonly #language = document.documentElement.lang;
  readonly #engine = new Engine(this.#language);
  readonly #texts = new Texts(readFile);
  #options: HTMLElement[] = [];
  #active = -1;
  #asked = 0;
  #speak: number | undefined;

  constructor(private readonly say: Say) {
    const form = document.createElement("form");
    const close = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: say("search-close") });
    form.setAttribute("role", "search");
    form.action = `${root()}${this.#language}/search/`;
    this.#dialog.className = "search";
    this.#dialog.setAttribute("aria-label", say("search"));
    Object.assign(this.#field, { type: "text", name: "q", autocomplete: "off", spellcheck: false, placeholder: say("search-hint"), enterKeyHint: "search" });
    for (const [name, value] of [["role", "combobox"], ["aria-label", say("search")], ["aria-expanded", "false"], ["aria-controls", "search-results"], ["aria-autocomplete", "list"], ["autocapitalize", "off"]] as const) this.#field.setAttribute(name, value);
    Object.assign(this.#list, { id: "search-results", className: "found" });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", say("search-results"));
    this.#status.className = "search-count";
    this.#status.setAttribute("role", "status");
    form.append(this.#field, close);
    this.#dialog.append(form, this.#status, this.#list);
    document.body.append(this.#dialog);

    close.addEventListener("click", () => this.#dialog.close());
    this.#field.addEventListener("input", () => void this.#ask());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => { if (this.#field.value.trim() === "") event.preventDefault(); });
    // The dialog fills its backdrop for the pointer; only what is beside its box closes it.
    this.#dialog.addEventListener("click", ({ target }) => { if (target === this.#dialog) this.#dialog.close(); });
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-href]") : null;
      if (option) this.#follow(option, event.ctrlKey || event.metaKey);
    });
  }

  open(): void {
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    this.#field.select();
    this.#field.focus();
  }

  /** Asks for what was typed before the field was there. */
  type(presses: readonly KeyboardEvent[]): void {
    const text = written(presses);
    if (text === "") return;
    this.#field.value = text;
    void this.#ask();
  }

  #key(event: KeyboardEvent): void {
    // Keys that belong to the composing of a syllable are not ours.
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && this.#options.length > 0) {
      event.preventDefault();
      const count = this.#options.length + 1;
      // Before the first and behind the last option is the field itself.
      this.#choose(((this.#active + 1 + step + count) % count) - 1);
    } else if (event.key === "Enter") {
      const option = this.#options[this.#active];
      if (option === undefined) return;
      event.preventDefault();
      this.#follow(option, event.ctrlKey || event.metaKey);
    }
  }

  #choose(active: number): void {
    this.#options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = active;
    const option = this.#options[active];
    if (option === undefined) {
      this.#field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", option.id);
  }

  #follow({ dataset: { href } }: HTMLElement, apart: boolean): void {
    if (href === undefined) return;
    if (apart) {
      window.open(href, "_blank", "noopener");
      return;
    }
    this.#dialog.close();
    window.location.href = href;
  }

  async #ask(): Promise<void> {
    const query = this.#field.value;
    const asked = ++this.#asked;
    if (query.trim() === "") {
      this.#show([]);
      this.#tell("");
      return;
    }
    // Heard and seen only when the answer takes its time.
    this.#tell(this.say("search-waiting"));
    try {
      const [index, answer] = await this.#engine.ask(query);
      // Answers may overtake one another; only that to what stands in the field is shown.
      if (asked !== this.#asked) return;
      const groups = groupsOf(answer, index, this.#language, this.say, limits);
      const options: HTMLElement[] = [];
      this.#show(groups.map(({ name, entries }, g) => {
        const group = document.createElement("div");
        const head = Object.assign(document.createElement("p"), { id: `search-group-${g}`, className: "found-group", textContent: name });
        group.setAttribute("role", "group");
        group.setAttribute("aria-labelledby", head.id);
        group.append(head, ...entries.map((entry) => {
          const option = document.createElement("div");
          option.id = `search-option-${options.length}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          if (entry.href === null) option.setAttribute("aria-disabled", "true");
          else option.dataset.href = root() + entry.href;
          option.append(...showEntry(entry, answer, this.#texts));
          options.push(option);
          return option;
        }));
        return group;
      }), options);
      this.#tell(countOf(groups, query.trim(), this.say));
    } catch {
      if (asked !== this.#asked) return;
      this.#show([]);
      this.#tell(this.say("search-failed"));
    }
  }

  #show(groups: readonly HTMLElement[], options: HTMLElement[] = []): void {
    this.#choose(-1);
    this.#options = options;
    this.#list.replaceChildren(...groups);
    this.#list.scrollTop = 0;
    this.#field.setAttribute("aria-expanded", String(options.length > 0));
  }

  /** Says how many results there are when the reader pauses, not at each letter. */
  #tell(words: string): void {
    window.clearTimeout(this.#speak);
    this.#speak = window.setTimeout(() => { this.#status.textContent = words; }, words === "" ? 0 : 300);
  }
}
