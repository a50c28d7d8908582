// A place in a text that both languages have: so many blocks after a heading, listing, figure or exercise, whose ids they share.

export interface Place {
  /** Id of the nearest block before that has one; empty for the beginning of the text. */
  readonly anchor: string;
  readonly after: number;
}

const blocks = (of: ParentNode): readonly HTMLElement[] => {
  const prose = of.querySelector(".prose");
  return prose === null ? [] : ([...prose.children] as HTMLElement[]);
};

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
