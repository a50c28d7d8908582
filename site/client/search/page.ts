// The page of results, which can be linked to: /ko/search/?q=…
import { readCourse, root, speaker } from "../page/course";
import { Engine, readFile } from "./engine";
import { countOf, groupsOf, showEntry, Texts } from "./results";

const limits = { lessons: 20, others: 8 };

/** Brings the page to life. */
export async function searchPage(form: HTMLFormElement): Promise<void> {
  const say = speaker(await readCourse());
  const language = document.documentElement.lang;
  const [field, status, list] = [form.querySelector("input"), document.querySelector("[data-part=count]"), document.querySelector("[data-part=results]")];
  if (field === null || status === null || list === null) return;
  const engine = new Engine(language);
  const texts = new Texts(readFile);
  let asked = 0;
  let pause: number | undefined;
  let patience: number | undefined;

  const show = async (): Promise<void> => {
    const query = field.value.trim();
    const turn = ++asked;
    const address = new URL(window.location.href);
    if (query === "") address.searchParams.delete("q");
    else address.searchParams.set("q", query);
    window.history.replaceState(null, "", address);
    if (query === "") {
      window.clearTimeout(patience);
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    window.clearTimeout(patience);
    patience = window.setTimeout(() => { status.textContent = say("search-waiting"); }, 300);
    try {
      const [index, answer] = await engine.ask(field.value);
      if (turn !== asked) return;
      window.clearTimeout(patience);
      const groups = groupsOf(answer, index, language, say, limits);
      list.replaceChildren(...groups.flatMap(({ name, entries }) => {
        const items = entries.map((entry) => {
          const item = document.createElement("li");
          const [title = "", ...rest] = showEntry(entry, answer, texts);
          if (entry.href === null) item.append(title, ...rest);
          else item.append(Object.assign(document.createElement("a"), { href: root() + entry.href }), ...rest);
          item.querySelector("a")?.append(title);
          return item;
        });
        const all = Object.assign(document.createElement("ol"), { className: "found" });
        all.append(...items);
        return [Object.assign(document.createElement("h2"), { textContent: name }), all];
      }));
      status.textContent = countOf(groups, query, say);
    } catch {
      if (turn !== asked) return;
      window.clearTimeout(patience);
      status.textContent = say("search-failed");
    }
  };

  field.value = new URLSearchParams(window.location.search).get("q") ?? "";
  field.addEventListener("input", () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(() => void show(), 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void show();
  });
  if (field.value !== "") await show();
}
