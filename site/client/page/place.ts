// A place in a text that both languages have: so many blocks after a heading, listing, figure or exercise, whose ids they share.

export interface Place {
  /** Id of the nearest block before that has one; empty for the beginning of the text. */
  readonly anchor: string;
  readonly after: number;
}

/** Marks of translations stand in one language alone: what wraps a block that is behind counts as that block, and notes do not count. */
const blocks = (of: ParentNode): readonly HTMLElement[] => {
  const prose = of.querySelector(".prose");
  return prose === null ? [] : within(prose);
};

const within = (parent: Element): HTMLElement[] => ([...parent.children] as HTMLElement[]).flatMap((block) => {
  if (block.matches(".older")) return [];
  return block.matches(".behind, .exercise") ? within(block) : [block];
});

/** The block of the text that holds a node. */
export const blockOf = (node: Element): HTMLElement | undefined => blocks(document).find((block) => block.contains(node));

/** The first block that is in the window, at least in part. */
export const topBlock = (): HTMLElement | undefined => blocks(document).find((block) => block.getBoundingClientRect().bottom > 8);

/** Where a block stands. */
export function placeOf(block: HTMLElement): Place {
  const all = blocks(document);
  let at = all.indexOf(block);
  let after = 0;
  while (at > 0 && all[at]?.id === "") {
    at--;
    after++;
  }
  return { anchor: all[at]?.id ?? "", after };
}

/** The block at a place of a text, which may be another page's; undefined where that text has no such block. */
export function blockAt(of: ParentNode, { anchor, after }: Place): HTMLElement | undefined {
  const all = blocks(of);
  const from = anchor === "" ? 0 : all.findIndex((block) => block.id === anchor);
  if (from < 0) return undefined;
  const between = all.slice(from + 1, from + after + 1);
  return between.some((block) => block.id !== "") ? undefined : all[from + after];
}
