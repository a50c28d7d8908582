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
  #check: CheckState = "waiting";
  /** The first check takes longer than all others. */
  #warm = false;
  #refused = false;

  constructor(say: Say) {
    this.#say = say;
    this.#bar.setAttribute("aria-label", say("loading"));
    this.element.append(this.#words, " ", this.#bar);
  }

  /** The checker is this far; in `loading` so much of it is here. */
  engine(state: EngineState, loaded: number): void {
    this.#engine = state;
    if (state === "loading") this.#warm = false;
    this.#bar.hidden = state !== "loading";
    this.#bar.value = Math.min(1, Math.max(0, loaded));
    this.#draw();
  }

  /** Code that was refused was not checked, whatever else is said of it. */
  refused(isRefused: boolean): void {
    this.#refused = isRefused;
    this.#draw();
  }

  /** A check is this far. What a learner must know, looking or not, is returned. */
  show(state: CheckState): string | undefined {
    this.#check = state;
    if (state === "fresh") this.#warm = true;
    this.#draw();
    return this.#trouble();
  }

  #trouble(): string | undefined {
    return this.#check === "waiting" || this.#check === "checking" || this.#check === "fresh" ? undefined : this.#say(this.#check);
  }

  #draw(): void {
    const trouble = this.#trouble();
    this.element.classList.toggle("is-trouble", trouble !== undefined);
    this.#words.textContent = trouble ?? this.#progress();
  }

  #progress(): string {
    if (this.#engine === "loading") return this.#say("loading");
    if (this.#check === "checking") return this.#say(this.#warm ? "checking" : "warming-up");
    return this.#check === "fresh" && !this.#refused ? this.#say("checked") : "";
  }
}
