// The paragraph of the lesson that explains a finding, beside the code.
import { root, type Say } from "../../page/course";

let panel: { readonly dialog: HTMLDialogElement; readonly body: HTMLElement; readonly link: HTMLAnchorElement; opener: HTMLElement | undefined } | undefined;

/** Opens what a page of this site says, in a panel beside the code; leads to the page itself where that fails. */
export async function openBeside(help: string, opener: HTMLElement, say: Say): Promise<void> {
  const address = new URL(root() + help, document.baseURI);
  if (address.origin !== location.origin) return;
  try {
    const response = await fetch(address.href);
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    show(excerpt(page, decodeURIComponent(address.hash.slice(1))), page.documentElement.lang, response.url || address.href, address, opener, say);
  } catch {
    location.assign(address);
  }
}

/** The section that an anchor names, up to the next heading of its level; without an anchor all that the page says. */
function excerpt(page: Document, anchor: string): readonly Element[] {
  const title = page.querySelector("main h1");
  const prose = page.querySelector("main .prose") ?? page.querySelector("main");
  const target = anchor === "" ? null : page.getElementById(anchor);
  const heading = target?.matches("h2, h3, h4") === true ? target : null;
  if (heading === null) return target !== null ? [target] : [...(title === null ? [] : [title]), ...(prose?.children ?? [])];
  const parts: Element[] = [heading];
  for (let next = heading.nextElementSibling; next !== null && !(/^H[1-6]$/.test(next.tagName) && next.tagName <= heading.tagName); next = next.nextElementSibling) parts.push(next);
  return parts;
}

function show(parts: readonly Element[], lang: string, base: string, address: URL, opener: HTMLElement, say: Say): void {
  panel ??= make(say);
  panel.opener = opener;
  panel.link.href = address.href;
  panel.body.lang = lang;
  panel.body.replaceChildren(...parts.map((part) => adopt(part, base)));
  if (!panel.dialog.open) panel.dialog.show();
  panel.body.scrollTop = 0;
  panel.dialog.focus();
}

/** A copy for this page: its links lead where they led, and it brings no ids that are here already. */
function adopt(part: Element, base: string): Element {
  const copy = document.importNode(part, true);
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    if (element.matches("script, style, link, form, iframe, .needs-script, .section-link")) {
      element.remove();
      continue;
    }
    for (const name of ["id", "aria-labelledby", "aria-describedby", "name"]) element.removeAttribute(name);
    for (const name of ["href", "src"]) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, new URL(value, base).href);
    }
  }
  if (copy.tagName !== "H1") return copy;
  // The page has its own title.
  const heading = document.createElement("h2");
  heading.append(...copy.childNodes);
  return heading;
}

function make(say: Say): NonNullable<typeof panel> {
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
