// The playground: the editor with code of one's own, with an example, or with what a link carries.
import { announce } from "../../page/announce";
import type { CourseData } from "../../page/course";
import { storagePrefix } from "../../preferences/read";
import type { ProgressStore } from "../../progress/store";
import { openEditor } from "../editor/editor";
import { menu } from "../editor/menu";
import { checkWords } from "../editor/words";
import { fileButton, readSource, saveProject } from "../exercise/files";
import type { CheckEngine } from "../protocol";
import { writeFragment } from "./fragment";
import { OwnCode } from "./own-code";
import { exampleReader, type Wish, wish } from "./wish";

/** Opens the editor in place of the page's first program. Whatever code comes, it is checked and never run. */
export async function openPlayground(place: HTMLElement, store: ProgressStore, course: CourseData, engine: CheckEngine): Promise<void> {
  const examples = exampleReader(place.dataset.examples);
  const [say, first] = await Promise.all([checkWords(course), wish(location.hash, examples)]);
  const listing = place.querySelector<HTMLElement>("[data-part=start]");
  const start = listing?.textContent ?? "";
  const own = new OwnCode(storagePrefix(), start);
  if (first.text !== undefined) own.bring(first.text);

  const note = Object.assign(document.createElement("p"), { className: "play-note", hidden: true });
  note.setAttribute("role", "status");
  const link = Object.assign(document.createElement("p"), { className: "play-link", hidden: true });
  const trouble = Object.assign(document.createElement("p"), { className: "editor-state is-trouble", hidden: true });
  trouble.setAttribute("role", "status");
  const host = document.createElement("div");
  const back = Object.assign(document.createElement("button"), { type: "button", textContent: say("play-draft") });
  const keep = (text: string): void => {
    const failed = own.keep(text, Date.now());
    trouble.hidden = failed === undefined;
    trouble.textContent = failed === undefined ? "" : say(`storage-${failed}`);
    back.hidden = own.hiddenBy(text) === undefined;
  };
  const head = Object.assign(document.createElement("div"), { className: "play-head" });
  head.append(note, back);
  place.prepend(head, host);
  if (listing !== null) listing.hidden = true;
  const editor = openEditor(host, {
    text: first.text ?? own.draft ?? start, language: course.language === "ko" ? "ko" : "en", say, engine, label: say("play-label"), keep,
    changed: () => { link.hidden = true; },
    tabIndents: store.facts.preferences.get("tab")?.value === "indents",
    tabChanged: (indents) => store.prefer("tab", indents ? "indents" : "moves", Date.now()),
  });
  editor.results.append(trouble);

  const button = (key: string, act: () => void): HTMLButtonElement => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: say(key) });
    made.addEventListener("click", act);
    return made;
  };
  /** Puts code from elsewhere into the editor. */
  const bring = (text: string): void => {
    keep(editor.text);
    own.bring(text);
    editor.replace(text);
    keep(text);
  };
  back.addEventListener("click", () => {
    const code = own.hiddenBy(editor.text);
    if (code === undefined) return;
    keep(editor.text);
    own.take(code);
    editor.replace(code);
    leaveAddress();
    note.hidden = true;
    keep(code);
    announce(say("play-draft-back"));
    editor.focus();
  });
  const turnTo = (): void => {
    // Smoothly it would set out from one place and arrive at another: the browser is on its way to the entry in the list, and the editor grows.
    const show = (): void => (note.hidden ? place : note).scrollIntoView({ block: "start", behavior: "instant" });
    editor.focus();
    show();
    // What the browser has already scrolled by itself arrives a frame or two later.
    requestAnimationFrame(() => requestAnimationFrame(show));
    if (document.readyState !== "complete") window.addEventListener("load", () => requestAnimationFrame(show), { once: true });
  };
  const tell = ({ words, text }: Wish): void => {
    note.hidden = words === undefined;
    note.classList.toggle("is-trouble", text === undefined);
    note.textContent = words === undefined ? "" : [say(...words), ...(text !== undefined && own.hiddenBy(text) !== undefined ? [say("play-draft-kept")] : [])].join(" ");
  };

  const copy = async (): Promise<void> => {
    const fragment = await writeFragment(editor.text);
    if (fragment === undefined) {
      announce(say("play-link-too-long"));
      return;
    }
    history.replaceState(null, "", `#${fragment}`);
    try {
      await navigator.clipboard.writeText(location.href);
      announce(say("play-copied"));
    } catch {
      const field = Object.assign(document.createElement("input"), { type: "text", readOnly: true, value: location.href });
      const label = document.createElement("label");
      label.append(say("play-link"), " ", field);
      link.replaceChildren(label);
      link.hidden = false;
      field.select();
    }
  };

  const project = document.querySelector<HTMLAnchorElement>("a[data-part=project]");
  const more = menu(say, [
    button("play-start", () => {
      bring(start);
      leaveAddress();
      note.hidden = true;
      announce(say("play-was-reset"));
    }),
    fileButton(say("open-file"), async (file) => {
      const read = await readSource(file);
      if (typeof read === "string") {
        announce(say(read));
        return;
      }
      bring(read.text);
      announce(say("file-opened", file.name));
    }),
    ...(project === null ? [] : [button("download", () => { saveProject(project.href, editor.text).catch(() => announce(say("download-failed"))); })]),
  ]);
  const state = editor.tools.querySelector(".editor-state");
  const share = button("play-copy", () => void copy());
  if (state === null) editor.tools.append(share);
  else state.before(share);
  editor.tools.append(more);
  editor.tools.after(link);
  tell(first);
  // The browser has gone to the example's entry in the list below.
  if (first.text !== undefined) turnTo();

  window.addEventListener("hashchange", async () => {
    const next = await wish(location.hash, examples);
    if (next.words === undefined) return;
    if (next.text !== undefined) {
      bring(next.text);
      turnTo();
    }
    tell(next);
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(editor.text); });
  window.addEventListener("pagehide", () => keep(editor.text));
}

/** The address carries a code no more. */
const leaveAddress = (): void => history.replaceState(null, "", location.pathname + location.search);
