// A learner's own run over the published one. Whatever is pasted or dropped is read here and goes nowhere.
import type { CourseData, Say } from "../../page/course";
import { checkWords } from "../editor/words";
import { looks, type Line } from "./chart";
import { compare, type Remark } from "./compare";
import type { RunLog } from "./log";
import { plot } from "./plot";
import { type PublishedRun, readPublished } from "./published";
import { readSource } from "./source";

/** A text that is longer is read, but not put into the field, where it would hold the page up. */
const LONGEST_IN_FIELD = 20_000;
const PAUSE = 400;

/** Opens the place where a log is compared with the published run of an exercise. */
export async function openOwnRun(host: HTMLElement, address: string, course: CourseData): Promise<void> {
  const [say, published] = await Promise.all([checkWords(course), readPublished(address)]);
  const place = Object.assign(document.createElement("div"), { className: "own-run" });
  const lead = Object.assign(document.createElement("p"), { className: "hint", textContent: say("run-lead") });
  const field = Object.assign(document.createElement("textarea"), { rows: 6, spellcheck: false, placeholder: say("run-example") });
  field.setAttribute("aria-label", say("run-field"));
  const file = Object.assign(document.createElement("input"), { type: "file", accept: ".txt,.log,.csv,.tsv,.json,.jsonl,text/*" });
  const chooser = Object.assign(document.createElement("label"), { className: "button" });
  chooser.append(say("run-file"), file);
  const clear = Object.assign(document.createElement("button"), { type: "button", textContent: say("run-clear"), hidden: true });
  const state = Object.assign(document.createElement("p"), { className: "own-run-state" });
  state.setAttribute("role", "status");
  const tools = Object.assign(document.createElement("p"), { className: "actions" });
  tools.append(chooser, clear);
  const shown = document.createElement("div");
  place.append(lead, field, tools, state, shown);
  host.append(place);

  let latest: RunLog | undefined;
  let width = 0;
  const show = (own: RunLog | undefined): void => {
    latest = own;
    width = shown.clientWidth;
    shown.replaceChildren(...picturesOf(own, published, width, say));
  };
  show(undefined);
  // A telephone that is turned gets letters of the same size again; a few pixels are a scroll bar.
  new ResizeObserver(() => { if (Math.abs(shown.clientWidth - width) > 40) show(latest); }).observe(shown);

  let reading = new AbortController();
  const read = async (source: Blob, name: string): Promise<void> => {
    reading.abort();
    const mine = new AbortController();
    reading = mine;
    state.classList.remove("is-trouble");
    try {
      const result = await readSource(source, mine.signal, (part) => { state.textContent = say("run-reading", Math.round(part * 100)); });
      if (mine.signal.aborted) return;
      clear.hidden = false;
      if (typeof result === "string") {
        state.textContent = say(`run-${result}`);
        state.classList.add("is-trouble");
        show(undefined);
      } else {
        state.textContent = say("run-read", name, result.lines, result.used);
        show(result);
      }
    } catch (failure) {
      // A newer log took its place.
      if (!mine.signal.aborted) throw failure;
    }
  };
  const readText = (text: string): Promise<void> => read(new Blob([text]), say("run-text"));

  let timer: number | undefined;
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => { if (field.value.trim() !== "") void readText(field.value); }, PAUSE);
  });
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length <= LONGEST_IN_FIELD) return;
    event.preventDefault();
    field.value = `${text.slice(0, 2000)}\n…`;
    void readText(text);
  });
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen !== undefined) void read(chosen, chosen.name);
    file.value = "";
  });
  clear.addEventListener("click", () => {
    reading.abort();
    field.value = "";
    state.textContent = "";
    state.classList.remove("is-trouble");
    clear.hidden = true;
    show(undefined);
    field.focus();
  });
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("is-target");
  });
  place.addEventListener("dragleave", (event) => {
    if (!place.contains(event.relatedTarget as Node | null)) place.classList.remove("is-target");
  });
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("is-target");
    const [dropped] = event.dataTransfer?.files ?? [];
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (dropped !== undefined) void read(dropped, dropped.name);
    else if (text !== "") void readText(text);
  });
  field.focus();
}

function picturesOf(own: RunLog | undefined, published: PublishedRun, width: number, say: Say): HTMLElement[] {
  const bound = published.bound ?? own?.bound;
  const losses: Line[] = [
    { name: say("run-published"), curve: published.loss, look: looks.published },
    ...(own === undefined ? [] : [{ name: say("run-own"), curve: own.loss, look: looks.own }]),
  ];
  const norms: Line[] = [
    { name: say("run-published"), curve: published.norm.x.length > 0 ? published.norm : published.clipped, look: looks.published },
    ...(own === undefined ? [] : [{ name: say("run-own"), curve: own.norm, look: looks.own }, { name: say("run-own-clipped"), curve: own.clipped, look: looks.ownClipped }]),
  ];
  const remarks = own === undefined ? [] : compare(own, published);
  return [
    ...(own === undefined ? [] : [remarksOf(remarks, say)]),
    plot({ lines: losses, title: say("run-loss"), alt: "run-alt-loss", log: "any", width, say }),
    plot({ lines: norms, title: say("run-norm"), alt: "run-alt-norm", log: "log", width, say, ...(bound === undefined || !(bound > 0) || !Number.isFinite(bound) ? {} : { bound: { at: bound, words: `max_norm ${bound}` } }) }),
  ];
}

function remarksOf(remarks: readonly Remark[], say: Say): HTMLElement {
  const section = Object.assign(document.createElement("section"), { className: "run-remarks" });
  const head = Object.assign(document.createElement("p"), { className: "run-remarks-head", textContent: say("run-remarks") });
  section.setAttribute("aria-label", say("run-remarks"));
  const list = document.createElement("ul");
  for (const { key, weight, values } of remarks) {
    const item = Object.assign(document.createElement("li"), { className: `run-${weight}` });
    item.append(Object.assign(document.createElement("b"), { textContent: say(`run-weight-${weight}`) }), " ", say(`run-says-${key}`, ...values));
    list.append(item);
  }
  section.append(head, list);
  return section;
}
