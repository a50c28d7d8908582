// Shards as src/Course.Site/Search/Shards.cs writes them.
import { isSyllable } from "./tokens";

/** Documents by token, each with its weight, in pairs: document, weight, document, weight … */
export type Shard = ReadonlyMap<string, readonly number[]>;

/** What tokens of one shard have in common: the first syllable, or the first two letters. */
export const shardKey = (token: string): string => token.slice(0, isSyllable(token.charAt(0)) ? 1 : 2);

/** The shard of a token. */
export function shardOf(token: string, count: number): number {
  let hash = 2166136261;
  for (const c of shardKey(token)) hash = Math.imul(hash ^ c.charCodeAt(0), 16777619);
  return (hash ^ (hash >>> 15)) & (count - 1);
}

/** Reads a shard's file. */
export function readShard(text: string): Shard {
  const shard = new Map<string, readonly number[]>();
  for (const line of text.split("\n")) {
    const space = line.indexOf(" ");
    if (space <= 0) continue;
    const postings: number[] = [];
    let document = 0;
    let value = 0;
    let shift = 0;
    for (let i = space + 1; i < line.length; i++) {
      const digit = line.charCodeAt(i) - 48;
      value |= (digit & 31) << shift;
      shift += 5;
      if (digit >= 32) continue;
      document += value >> 4;
      postings.push(document, value & 15);
      value = shift = 0;
    }
    shard.set(line.slice(0, space), postings);
  }
  return shard;
}
