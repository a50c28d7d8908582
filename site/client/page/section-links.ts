import type { Say } from "./course";

/** Gives each heading of a text a link to itself, to be copied or kept. */
export function sectionLinks(say: Say): void {
  for (const heading of document.querySelectorAll<HTMLElement>(".prose > :is(h2, h3, h4)[id]")) {
    const link = Object.assign(document.createElement("a"), { href: `#${heading.id}`, className: "section-link", ariaLabel: say("section-link", heading.textContent ?? "") });
    // The heading is still called by its words alone.
    heading.setAttribute("aria-label", heading.textContent ?? "");
    heading.append(link);
  }
}
