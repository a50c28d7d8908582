// An exercise in its lesson: the starter becomes an editor, and what is done there is kept.
import { announce } from "../../page/announce";
import type { CourseData } from "../../page/course";
import { storagePrefix } from "../../preferences/read";
import type { ProgressStore } from "../../progress/store";
import { openEditor } from "../editor/editor";
import { menu } from "../editor/menu";
import { checkWords } from "../editor/words";
import type { CheckEngine, ExerciseAsk, Language, Report } from "../protocol";
import { DemandsList, openIn } from "./demands";
import { Drafts } from "./drafts";
import { fileButton, readSource, saveProject } from "./files";
import { openHistory } from "./history";
import { oneByOne } from "./hints";

/** What an exercise is opened with. */
export interface Place {
  readonly section: HTMLElement;
  /** The starter's listing. */
  readonly listing: HTMLElement;
  readonly store: ProgressStore;
  readonly course: CourseData;
  /** The checker, which may still be on its way. */
  readonly engine: CheckEngine;
  /** Called when the editor was closed. */
  closed(): void;
}

/** Opens the editor over the starter. */
export async function openExercise({ section, listing, store, course, engine, closed }: Place): Promise<void> {
  const say = await checkWords(course);
  const name = section.dataset.exercise ?? "";
  const ask = askOf(section, name);
  const starter = codeOf(listing);
  const drafts = new Drafts(storagePrefix(), name);
  const draft = drafts.draft;
  const host = Object.assign(document.createElement("div"), { className: "exercise-desk" });
  listing.before(host);
  listing.classList.add("is-replaced");
  const help = oneByOne(section, say);
  const trouble = Object.assign(document.createElement("p"), { className: "editor-state is-trouble", hidden: true });
  trouble.setAttribute("role", "status");

  const keep = (text: string): void => {
    const failed = text === starter ? drafts.forget() : drafts.keep(text, Date.now());
    trouble.hidden = failed === undefined;
    trouble.textContent = failed === undefined ? "" : say(`storage-${failed}`);
  };
  const demands = new DemandsList(say, ({ start }) => editor.goTo(start));
  let wasDone = false;
  const checked = (report: Report, text: string): void => {
    const asked = report.demands ?? [];
    const open = openIn(asked);
    demands.show(asked);
    if (text !== starter) {
      help.attempted();
      drafts.attempt({ text, at: Date.now(), open, found: foundIn(report) });
    }
    const isDone = asked.length > 0 && open === 0 && report.refusal === undefined;
    const before = store.facts.exercises.get(name) ?? 0;
    const result = asked.length === 0 ? 0 : asked.filter(({ isMet }) => isMet).length / asked.length;
    if (text !== starter && result > before) store.solve(name, result);
    const isCalm = document.documentElement.dataset.calm !== undefined;
    const isFirst = isDone && before < 1;
    const words = say(isFirst && !isCalm ? "done-xp" : "done", course.exerciseXp);
    demands.done(isDone ? words : undefined, isDone && !wasDone && !isCalm);
    if (isDone && !wasDone) editor.tell(words);
    wasDone = isDone;
  };

  const title = section.querySelector("h2")?.lastChild?.textContent?.trim() ?? "";
  const editor = openEditor(host, {
    text: draft?.text ?? starter, language: language(course), say, engine, label: say("label", title), keep, checked, ...(ask === undefined ? {} : { exercise: ask }),
    tabIndents: store.facts.preferences.get("tab")?.value === "indents",
    tabChanged: (indents) => store.prefer("tab", indents ? "indents" : "moves", Date.now()),
  });
  editor.results.append(trouble, demands.element);
  if (draft !== undefined) announce(say("draft-restored", new Date(draft.at).toLocaleString(course.language, { dateStyle: "medium", timeStyle: "short" })));

  const button = (words: string, act: () => void): HTMLButtonElement => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: say(words) });
    made.addEventListener("click", act);
    return made;
  };
  const replace = (text: string, said: string): void => {
    editor.replace(text);
    announce(said);
  };
  const project = section.querySelector<HTMLAnchorElement>(".at-home a[download]");
  editor.tools.append(menu(say, [
    button("reset", () => replace(starter, say("was-reset"))),
    fileButton(say("open-file"), async (file) => {
      const read = await readSource(file);
      if (typeof read === "string") announce(say(read));
      else replace(read.text, say("file-opened", file.name));
    }),
    button("history", () => openHistory(drafts, starter, editor.text, course.language, say, (text) => replace(text, say("history-restored")))),
    ...(project === null ? [] : [button("download", () => { saveProject(project.href, editor.text).catch(() => announce(say("download-failed"))); })]),
    button("close-editor", () => {
      keep(editor.text);
      leave();
    }),
  ]));

  const saveNow = (): void => keep(editor.text);
  document.addEventListener("visibilitychange", saveNow);
  window.addEventListener("pagehide", saveNow);
  const leave = (): void => {
    document.removeEventListener("visibilitychange", saveNow);
    window.removeEventListener("pagehide", saveNow);
    editor.close();
    help.end();
    host.remove();
    listing.classList.remove("is-replaced");
    closed();
  };
  editor.focus();
}

/** What the page says that the exercise asks. */
function askOf(section: HTMLElement, name: string): ExerciseAsk | undefined {
  const list = (words: string | undefined): readonly string[] => words?.split(" ").filter((word) => word !== "") ?? [];
  const { absent, present } = section.dataset;
  return absent === undefined && present === undefined ? undefined : { id: name.split("/").at(-1) ?? name, absent: list(absent), present: list(present) };
}

/** The code of a listing, without the findings that stand in it. */
function codeOf(listing: HTMLElement): string {
  const copy = listing.querySelector("pre code")?.cloneNode(true) as HTMLElement | undefined;
  for (const finding of copy?.querySelectorAll(".finding") ?? []) finding.remove();
  return copy?.textContent ?? "";
}

const foundIn = ({ findings, demands, refusal }: Report): string => [
  ...findings.map(({ id }) => id), ...(demands ?? []).map(({ isMet, words }) => `${isMet ? "+" : "-"}${words}`), refusal === undefined ? "" : "refused",
].join(" ").slice(0, 2000);

const language = ({ language: code }: CourseData): Language => (code === "ko" ? "ko" : "en");
