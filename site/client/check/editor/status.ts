import type { Say } from "../../page/course";
import type { EngineState } from "../protocol";
import type { CheckState } from "./checking";

/** How the checker is doing, in words beside the button. */
export class Status {
  readonly element = Object.assign(document.createElement("p"), { className: "editor-state" });
  readonly #say: Say;
  readonly #words = document.createElement("span");
  readonly #bar = Object.assign(document.createElement("progress"), { max: 1, hidden: true });
  #engine: EngineState = "idle";

  constructor(say: Say) {
    this.#say = say;
    this.#bar.setAttribute("aria-label", say("loading"));
    this.element.append(this.#words, " ", this.#bar);
  }

  /** The checker is being loaded, and how much of it is here. */
  engine(state: EngineState, loaded: number): void {
    this.#engine = state;
    this.#bar.hidden = state !== "loading" || loaded >= 1;
    this.#bar.value = Math.min(1, Math.max(0, loaded));
    if (state === "loading") this.#words.textContent = this.#say(loaded < 1 ? "loading" : "warming-up");
  }

  /** A check has come this far. What a learner must know, whether he looks or not, is returned. */
  show(state: CheckState): string | undefined {
    const words = this.#wordsOf(state);
    this.element.classList.toggle("is-trouble", words !== undefined);
    if (words !== undefined) this.#words.textContent = words;
    else if (this.#engine !== "loading") this.#words.textContent = state === "checking" ? this.#say("checking") : state === "fresh" ? this.#say("checked") : "";
    return words;
  }

  #wordsOf(state: CheckState): string | undefined {
    return state === "waiting" || state === "checking" || state === "fresh" ? undefined : this.#say(state);
  }
}
