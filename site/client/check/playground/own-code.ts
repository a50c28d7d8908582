// Which code is the learner's own, and where it is kept while another stands in the editor.
import { Drafts } from "../exercise/drafts";

/** Names of the drafts: what is written in the playground, and what it was before code from elsewhere was changed in its place. */
const [DRAFT, BEFORE] = ["playground", "playground-before"];

/** Keeps the learner's own code apart from code that came from elsewhere, until that is changed. */
export class OwnCode {
  readonly #drafts: Drafts;
  readonly #before: Drafts;
  readonly #start: string;
  /** The code from elsewhere that stands in the editor; undefined where it is the learner's own. */
  #brought: string | undefined;

  constructor(prefix: string, start: string, storage: () => Storage = () => localStorage) {
    this.#drafts = new Drafts(prefix, DRAFT, storage);
    this.#before = new Drafts(prefix, BEFORE, storage);
    this.#start = start;
  }

  /** What was written here last. */
  get draft(): string | undefined {
    return this.#drafts.draft?.text;
  }

  /** The learner's own code that a text in the editor hides: the draft, or the one before it. */
  hiddenBy(text: string): string | undefined {
    return [this.#drafts.draft?.text, this.#before.draft?.text].find((own) => own !== undefined && own !== text);
  }

  /** Code from elsewhere is in the editor now. */
  bring(text: string): void {
    this.#brought = text;
  }

  /** Code of the learner's own comes back; the draft that it takes the place of is kept in turn. */
  take(text: string): void {
    const last = this.#drafts.draft;
    if (last !== undefined && last.text !== text) this.#before.keep(last.text, last.at);
    this.#brought = undefined;
  }

  /** Keeps what is in the editor, if it is the learner's own. */
  keep(text: string, at: number): ReturnType<Drafts["keep"]> {
    if (this.#brought !== undefined) {
      if (text === this.#brought) return undefined;
      // From the first change on it is the learner's own, and takes the place of what was.
      const last = this.#drafts.draft;
      if (last !== undefined && last.text !== text) this.#before.keep(last.text, last.at);
      this.#brought = undefined;
    }
    if (text === this.#start) {
      this.#drafts.forget();
      return undefined;
    }
    return this.#drafts.keep(text, at);
  }
}
