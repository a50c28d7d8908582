/** What the numbers of documents mean: lessons section by section, then planned lessons, terms, rules, tags, pages of the site itself. */
export interface Catalogue {
  readonly lessons: readonly { readonly title: string; readonly track: string; readonly href: string; readonly sections: readonly (readonly [anchor: string, heading: string])[] }[];
  readonly planned: readonly (readonly [title: string, track: string])[];
  readonly terms: readonly (readonly [id: string, term: string, others: Readonly<Record<string, string>>])[];
  readonly rules: readonly (readonly [id: string, title: string])[];
  /** Tags with their names. */
  readonly tags: readonly (readonly [id: string, name: string])[];
  readonly pages: readonly (readonly [href: string, title: string])[];
}

export type Kind = "lesson" | "planned" | "term" | "rule" | "tag" | "page";

/** A document of the index. */
export interface Place {
  readonly kind: Kind;
  /** Place among those of its kind. */
  readonly index: number;
  /** Section of a lesson, 0 for what stands before its first heading. */
  readonly section: number;
}

/** The documents in the order of their numbers. */
export function places({ lessons, planned, terms, rules, tags, pages }: Catalogue): readonly Place[] {
  const all: Place[] = [];
  for (const [index, { sections }] of lessons.entries()) {
    for (let section = 0; section <= sections.length; section++) all.push({ kind: "lesson", index, section });
  }
  const add = (kind: Kind, many: readonly unknown[]): void => {
    for (const index of many.keys()) all.push({ kind, index, section: 0 });
  };
  add("planned", planned);
  add("term", terms);
  add("rule", rules);
  add("tag", tags);
  add("page", pages);
  return all;
}

/** The name under which a document is known. */
export function titleOf(catalogue: Catalogue, { kind, index }: Place): string {
  switch (kind) {
    case "lesson": return catalogue.lessons[index]?.title ?? "";
    case "planned": return catalogue.planned[index]?.[0] ?? "";
    case "term": return catalogue.terms[index]?.[1] ?? "";
    case "rule": return catalogue.rules[index]?.join(" ") ?? "";
    case "tag": return catalogue.tags[index]?.[1] ?? "";
    case "page": return catalogue.pages[index]?.[1] ?? "";
  }
}

/** All names of the terms, of each its own first and then those of the other languages. */
export const namesOf = ({ terms }: Catalogue): string[][] => terms.map(([, term, others]) => [term, ...Object.values(others)]);
