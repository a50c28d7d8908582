// What the address asks the playground to show.
import { root } from "../../page/course";
import { readFragment } from "./fragment";

/** A code, and what is to be said of it; neither where the address asks for nothing. */
export interface Wish {
  readonly text?: string;
  readonly words?: readonly [key: string, ...values: string[]];
}

/** Reads the file of examples. */
export type Examples = () => Promise<Readonly<Record<string, string>>>;

/** Reads the address's fragment. */
export async function wish(hash: string, examples: Examples): Promise<Wish> {
  const fragment = await readFragment(hash);
  switch (fragment.kind) {
    case "none": return {};
    case "trouble": return { words: [`play-${fragment.reason}`] };
    case "code": return { text: fragment.text, words: ["play-from-link"] };
    case "example":
      try {
        const all = await examples();
        const text = Object.hasOwn(all, fragment.name) ? all[fragment.name] : undefined;
        const [rule = "", role = ""] = fragment.name.split("-");
        return text === undefined ? { words: ["play-unknown"] } : { text, words: [`play-from-${role}`, rule] };
      } catch {
        return { words: ["play-failed"] };
      }
  }
}

/** Loads the examples when the first of them is asked for. */
export function exampleReader(path: string | undefined): Examples {
  let read: ReturnType<Examples> | undefined;
  return () => {
    read ??= load(path);
    read.catch(() => { read = undefined; });
    return read;
  };
}

async function load(path: string | undefined): ReturnType<Examples> {
  if (path === undefined) return {};
  const response = await fetch(root() + path);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return (await response.json()) as Readonly<Record<string, string>>;
}
