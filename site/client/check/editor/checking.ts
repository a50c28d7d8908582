// When code is checked: after a pause, or at once on request; never while an input method composes.
import type { CheckAnswer, CheckEngine, CheckRequest, Report } from "../protocol";

/** Where a check stands, as the learner is told. */
export type CheckState = "waiting" | "checking" | "fresh" | "stopped-time" | "stopped-crash" | "missing" | "unsupported" | "network";

/** What checks ask and tell. */
export interface CheckingOptions {
  readonly engine: CheckEngine;
  request(): CheckRequest;
  composing(): boolean;
  /** Right before a text is handed over: what is typed must be safe, whatever becomes of the checker. */
  before(text: string): void;
  report(report: Report, text: string, asked: boolean): void;
  state(state: CheckState): void;
}

/** How long nobody must have typed, in milliseconds; machines on which a check takes longer wait longer. */
const PAUSE = 250;
const LONGEST_PAUSE = 1500;

/** The checks of one editor. */
export class Checking {
  readonly #options: CheckingOptions;
  #timer: number | undefined;
  #latest = 0;
  #pause = PAUSE;
  #closed = false;

  constructor(options: CheckingOptions) {
    this.#options = options;
  }

  /** The text changed. */
  touched(): void {
    this.#latest++;
    this.#options.engine.hold();
    this.#options.state("waiting");
    this.#later();
  }

  /** Checks at once. */
  now(asked = true): void {
    window.clearTimeout(this.#timer);
    void this.#check(asked);
  }

  close(): void {
    this.#closed = true;
    window.clearTimeout(this.#timer);
  }

  #later(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      // A composition that ends is a change, too, and asks again.
      if (!this.#options.composing()) void this.#check(false);
    }, this.#pause);
  }

  async #check(asked: boolean): Promise<void> {
    const { engine, before, report, state } = this.#options;
    const mine = ++this.#latest;
    const request = this.#options.request();
    before(request.text);
    state("checking");
    let answer: CheckAnswer;
    try {
      answer = await engine.check(request);
    } catch {
      answer = { kind: "stopped", reason: "crash" };
    }
    // What was said of an older text would point at the wrong lines.
    if (mine !== this.#latest || this.#closed) return;
    if (answer.kind === "report") {
      this.#pause = Math.min(LONGEST_PAUSE, Math.max(PAUSE, answer.milliseconds));
      state("fresh");
      report(answer.report, request.text, asked);
    } else if (answer.kind === "stopped") state(`stopped-${answer.reason}`);
    else if (answer.kind === "unavailable") state(answer.reason);
    // Another editor of the page wanted the engine; it is free again in a moment.
    else this.#later();
  }
}
