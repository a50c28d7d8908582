// An answer as entries with an address, and entries as parts of a page.
import type { Say } from "../page/course";
import { excerpt, mark, type Piece } from "./excerpt";
import type { Answer, Found, Read, SearchIndex } from "./search";

/** A result as it is shown. */
export interface Entry {
  readonly title: string;
  /** Heading of a section, or the title of a rule. */
  readonly heading: string;
  /** Names in other languages, by their codes. */
  readonly names: Readonly<Record<string, string>>;
  /** What it is part of, or null. */
  readonly note: string | null;
  /** Address below the site's root; null for what is only planned. */
  readonly href: string | null;
  /** The file with its text, and the text's place in it. */
  readonly text: readonly [path: string, index: number] | null;
}

/** Entries of one kind under their name. */
export interface Group {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** How many lessons, sections of the first lessons, and entries of the other kinds are shown. */
export interface Limits {
  readonly lessons: number;
  readonly others: number;
}

/** The groups that have entries; a kind whose title is what was typed comes first. */
export function groupsOf(answer: Answer, { catalogue }: SearchIndex, language: string, say: Say, limits: Limits): Group[] {
  const lessons = answer.lessons.slice(0, limits.lessons).flatMap(({ kind, index, sections }, rank): Entry[] => {
    if (kind === "planned") {
      const [title = "", track = ""] = catalogue.planned[index] ?? [];
      return [{ title, heading: "", names: {}, note: `${track} · ${say("search-planned")}`, href: null, text: null }];
    }
    const lesson = catalogue.lessons[index];
    if (lesson === undefined) return [];
    return sections.slice(0, rank < 2 ? 3 : 1).map((section, i) => {
      const [anchor = "", heading = ""] = lesson.sections[section - 1] ?? [];
      return { title: lesson.title, heading, names: {}, note: i === 0 ? lesson.track : null, href: lesson.href + (anchor === "" ? "" : `#${anchor}`), text: [`${lesson.href}sections.json`, section] };
    });
  });
  const others = (found: readonly Found[], entry: (index: number) => Entry): Entry[] => found.slice(0, limits.others).map(({ index }) => entry(index));
  const groups: (Group & { readonly best: number })[] = [
    { name: say("search-lessons"), entries: lessons, best: answer.lessons[0]?.score ?? 0 },
    {
      name: say("search-terms"), best: answer.terms[0]?.score ?? 0,
      entries: others(answer.terms, (index) => {
        const [id, title, names] = catalogue.terms[index] ?? ["", "", {}];
        return { title, heading: "", names, note: null, href: `${language}/glossary/#${id}`, text: [`${language}/glossary/sections.json`, index] };
      }),
    },
    {
      name: say("search-rules"), best: answer.rules[0]?.score ?? 0,
      entries: others(answer.rules, (index) => {
        const [id, heading] = catalogue.rules[index] ?? ["", ""];
        return { title: id, heading, names: {}, note: null, href: `${language}/rules/${id}/`, text: [`${language}/rules/sections.json`, index] };
      }),
    },
    {
      name: say("search-tags"), best: answer.tags[0]?.score ?? 0,
      entries: others(answer.tags, (index) => {
        const [id, title] = catalogue.tags[index] ?? ["", ""];
        return { title, heading: "", names: {}, note: null, href: `${language}/tags/#${id}`, text: null };
      }),
    },
    {
      name: say("search-pages"), best: answer.pages[0]?.score ?? 0,
      entries: others(answer.pages, (index) => {
        const [href, title] = catalogue.pages[index] ?? ["", ""];
        return { title, heading: "", names: {}, note: null, href, text: null };
      }),
    },
  ];
  const first = answer.rules.length > 0 && (answer.rules[0]?.score ?? 0) > 1.5 * (answer.lessons[0]?.score ?? 0) ? [2, 0, 1, 3, 4] : [0, 1, 2, 3, 4];
  return first.flatMap((i) => groups[i] ?? []).filter(({ entries }) => entries.length > 0);
}

const element = <K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...children: (Node | string)[]): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
};

const pieces = (all: readonly Piece[]): (Node | string)[] => all.map(({ text, marked }) => (marked ? element("mark", "", text) : text));

/** The words of an entry. Its excerpt comes when its file has come; the place for it is there from the start. */
export function showEntry(entry: Entry, { question: { marks } }: Answer, texts: Texts): HTMLElement[] {
  const title = element("span", "found-title", ...pieces(mark(entry.title, marks)));
  if (entry.heading !== "") title.append(element("span", "found-heading", ...pieces(mark(entry.heading, marks))));
  for (const [language, name] of Object.entries(entry.names)) {
    const other = element("span", "found-name", ...pieces(mark(name, marks)));
    other.lang = language;
    title.append(" ", other);
  }
  const parts: HTMLElement[] = [title];
  if (entry.note !== null) parts.push(element("span", "found-note", entry.note));
  if (entry.text !== null) {
    const [path, index] = entry.text;
    const place = element("span", "found-text");
    parts.push(place);
    void texts.read(path).then((all) => place.replaceChildren(...pieces(excerpt(all[index] ?? "", marks))), () => undefined);
  }
  return parts;
}

/** Texts of sections by file, each read once. */
export class Texts {
  readonly #files = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly source: Read) {}

  read(path: string): Promise<readonly string[]> {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = this.source(path).then((text) => JSON.parse(text) as string[]);
      file.catch(() => this.#files.delete(path));
      this.#files.set(path, file);
    }
    return file;
  }
}

/** The number of results in words. */
export function countOf(groups: readonly Group[], query: string, say: Say): string {
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return count === 0 ? say("search-none", query) : count === 1 ? say("search-one") : say("search-count", count);
}
