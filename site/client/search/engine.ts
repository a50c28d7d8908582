import { root } from "../page/course";
import { type Answer, type Read, SearchIndex } from "./search";

/** Reads a file of the site. The manifest keeps its name, so the browser must ask whether it is still the same. */
export const readFile: Read = async (path) => {
  const response = await fetch(root() + path, path.endsWith("index.json") ? { cache: "no-cache" } : {});
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.text();
};

/** The search of one language. An index that was replaced while the page was open is opened anew, once for each query. */
export class Engine {
  #index: Promise<SearchIndex> | undefined;

  constructor(private readonly language: string, private readonly read: Read = readFile) {}

  async ask(query: string): Promise<readonly [SearchIndex, Answer]> {
    try {
      return await this.#ask(query);
    } catch {
      this.#index = undefined;
      return this.#ask(query);
    }
  }

  async #ask(query: string): Promise<readonly [SearchIndex, Answer]> {
    this.#index ??= SearchIndex.open(this.language, this.read);
    const index = await this.#index;
    return [index, await index.ask(query)];
  }
}
