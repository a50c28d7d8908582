// What explains a finding, beside the code: the passage of the lesson that shows it, and the rule's page.
import { root, type Say } from "../../page/course";
import type { Language } from "../protocol";

/** A part of a page, with what its links are relative to. */
interface Passage {
  readonly elements: readonly Element[];
  readonly lang: string;
  readonly address: string;
  readonly title: string;
  readonly isLesson: boolean;
}

interface Panel {
  readonly dialog: HTMLDialogElement;
  readonly body: HTMLElement;
  readonly link: HTMLAnchorElement;
  opener: HTMLElement | undefined;
}

let panel: Panel | undefined;
let latest = 0;

/** The address of what explains a finding, in the reader's language. */
export const addressOf = (help: string, language: Language): string => new URL(`${root()}${/^(?:ko|en)\//.test(help) ? help : `${language}/${help}`}`, document.baseURI).href;

/** Opens what a page of this site says, in a panel beside the code; leads to the page itself where that fails. */
export async function openBeside(address: string, opener: HTMLElement, say: Say): Promise<void> {
  const mine = ++latest;
  try {
    const passages = await explain(new URL(address));
    // Who has asked for another meanwhile gets that one.
    if (mine === latest) show(passages, address, opener, say);
  } catch {
    location.assign(address);
  }
}

async function explain(address: URL): Promise<readonly Passage[]> {
  const page = await load(address.href);
  const anchor = decodeURIComponent(address.hash.slice(1));
  const here = { lang: page.documentElement.lang, address: address.href, title: page.querySelector("main h1")?.textContent ?? "" };
  const target = anchor === "" ? null : page.getElementById(anchor);
  if (target !== null) return [{ ...here, elements: section(target), isLesson: true }];
  const rule: Passage = { ...here, elements: [...(page.querySelector("main .prose") ?? page.querySelector("main"))?.children ?? []], isLesson: false };
  for (const link of page.querySelectorAll<HTMLAnchorElement>(".further a[href*='#snippet-']")) {
    const lesson = new URL(link.getAttribute("href") ?? "", address);
    const passage = await lessonPassage(lesson).catch(() => undefined);
    if (passage !== undefined) return [passage, rule];
  }
  return [rule];
}

/** What a lesson says around a listing that shows the finding: the section's heading, and a paragraph before and after. */
async function lessonPassage(address: URL): Promise<Passage | undefined> {
  const page = await load(address.href);
  const listing = page.getElementById(address.hash.slice(1));
  // The exercise shows it as well, but does not explain.
  if (listing === null || listing.closest(".exercise") !== null) return undefined;
  const next = (from: Element, step: "nextElementSibling" | "previousElementSibling", wanted: string): Element | undefined => {
    for (let element = from[step]; element !== null; element = element[step]) {
      if (element.matches(wanted)) return element;
      if (element.matches("h2, h3")) return undefined;
    }
    return undefined;
  };
  const heading = next(listing, "previousElementSibling", "h2, h3");
  const elements = [heading, next(listing, "previousElementSibling", "p"), listing, next(listing, "nextElementSibling", "p")].filter((element) => element !== undefined);
  return { elements, lang: page.querySelector("main .prose[lang]")?.getAttribute("lang") ?? page.documentElement.lang, address: address.href, title: page.querySelector("main h1")?.textContent ?? "", isLesson: true };
}

async function load(address: string): Promise<Document> {
  if (new URL(address).origin !== location.origin) throw new Error("Only pages of this site are shown.");
  const response = await fetch(address.replace(/#.*$/, ""));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** A heading with all up to the next one of its level; another element alone. */
function section(target: Element): readonly Element[] {
  const parts = [target];
  if (!target.matches("h2, h3, h4")) return parts;
  for (let next = target.nextElementSibling; next !== null && !(/^H[1-6]$/.test(next.tagName) && next.tagName <= target.tagName); next = next.nextElementSibling) parts.push(next);
  return parts;
}

function show(passages: readonly Passage[], address: string, opener: HTMLElement, say: Say): void {
  panel ??= make(say);
  panel.opener = opener;
  panel.link.href = address;
  panel.body.replaceChildren(...passages.map((passage) => {
    const part = Object.assign(document.createElement("section"), { lang: passage.lang, className: "beside-part" });
    const head = Object.assign(document.createElement("h2"), { textContent: passage.title });
    if (passage.isLesson) {
      const link = Object.assign(document.createElement("a"), { href: passage.address, textContent: passage.title });
      head.replaceChildren(say("beside-lesson"), " ", link);
      head.className = "beside-lesson";
    }
    part.append(head, ...passage.elements.map((element) => adopt(element, passage.address)));
    return part;
  }));
  if (!panel.dialog.open) panel.dialog.show();
  panel.body.scrollTop = 0;
  panel.dialog.focus();
}

/** A copy for this page: its links lead where they led, and it brings no ids that are here already. */
function adopt(element: Element, base: string): Element {
  const copy = document.importNode(element, true);
  for (const each of [copy, ...copy.querySelectorAll("*")]) {
    if (each.matches("script, style, link, form, iframe, button, .tools, .section-link")) {
      each.remove();
      continue;
    }
    for (const name of ["id", "aria-labelledby", "aria-describedby", "name"]) each.removeAttribute(name);
    for (const name of ["href", "src"]) {
      const value = each.getAttribute(name);
      if (value !== null) each.setAttribute(name, new URL(value, base).href);
    }
  }
  // The part has a heading of its own above.
  if (!/^H[23]$/.test(copy.tagName)) return copy;
  const heading = document.createElement("h3");
  heading.append(...copy.childNodes);
  return heading;
}

function make(say: Say): Panel {
  const dialog = Object.assign(document.createElement("dialog"), { className: "beside", tabIndex: -1 });
  dialog.setAttribute("aria-label", say("beside"));
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: say("close") });
  const link = Object.assign(document.createElement("a"), { textContent: say("beside-page") });
  const bar = Object.assign(document.createElement("div"), { className: "beside-bar" });
  const body = Object.assign(document.createElement("div"), { className: "beside-body prose", tabIndex: 0 });
  body.setAttribute("role", "group");
  body.setAttribute("aria-label", say("beside"));
  bar.append(link, close);
  dialog.append(bar, body);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dialog.close();
  });
  dialog.addEventListener("close", () => panel?.opener?.focus());
  document.body.append(dialog);
  return { dialog, body, link, opener: undefined };
}
