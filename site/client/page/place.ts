// A place in a text that all languages have: so many blocks after one that has a name.
//
// Headings, listings, figures and exercises are named by their ids, which languages share. Where one language has more blocks than another, or has them in
// another order, the build puts names before them, so that nothing is counted there.

export interface Place {
  /** Name of the nearest block before that has one; empty for the beginning of the text. */
  readonly anchor: string;
  readonly after: number;
}

/** The name of a block that no other language has. */
const nobody = "twin:";

/** Marks of translations stand in one language alone: what wraps a block that is behind counts as that block, and notes and names do not count. */
const blocks = (of: ParentNode): readonly HTMLElement[] => {
  const prose = of.querySelector(".prose");
  return prose === null ? [] : within(prose);
};

const within = (parent: Element): HTMLElement[] => ([...parent.children] as HTMLElement[]).flatMap((block) => {
  if (block.matches(".older, .other-language, template")) return [];
  return block.matches(".behind, .exercise") ? within(block) : [block];
});

const nameOf = (block: HTMLElement): string => {
  const mark = block.previousElementSibling;
  return block.id === "" && mark instanceof HTMLElement && mark.matches("template[data-twin]") ? `twin:${mark.dataset.twin ?? ""}` : block.id;
};

/** The block of the text that holds a node. */
export const blockOf = (node: Element): HTMLElement | undefined => blocks(document).find((block) => block.contains(node));

/** The first block that is in the window, at least in part. */
export const topBlock = (): HTMLElement | undefined => blocks(document).find((block) => block.getBoundingClientRect().bottom > 8);

/** Where a block stands. */
export const placeOf = (block: HTMLElement): Place => before(block, nameOf);

/** The id of a block, or of the nearest before it that has one. */
export const anchorOf = (block: HTMLElement): string => before(block, ({ id }) => id).anchor;

function before(block: HTMLElement, name: (block: HTMLElement) => string): Place {
  const all = blocks(document);
  const from = all.indexOf(block);
  let at = from;
  while (at > 0 && name(all[at] ?? block) === "") at--;
  return { anchor: name(all[at] ?? block), after: from - at };
}

/** The block at a place of a text, which may be another page's; undefined where that text has no such block. */
export function blockAt(of: ParentNode, { anchor, after }: Place): HTMLElement | undefined {
  if (anchor === nobody) return undefined;
  const all = blocks(of);
  const from = anchor === "" ? 0 : all.findIndex((block) => nameOf(block) === anchor);
  if (from < 0) return undefined;
  const between = all.slice(from + 1, from + after + 1);
  return between.some((block) => nameOf(block) !== "") ? undefined : all[from + after];
}
