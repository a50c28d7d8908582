import type { Say } from "../../page/course";
import { demand as asked, prose, sentence } from "../findings/sentences";
import type { Demand, Place } from "../protocol";

/** Errors of the compiler: of code that does not compile, nobody can tell yet what else it has. */
const errorsIn = (demands: readonly Demand[]): readonly Demand[] => demands.filter(({ isMet, finding }) => !isMet && finding?.id.startsWith("CS") === true);

/** How many demands are not met. That it must compile is one, however many errors there are. */
export const openIn = (demands: readonly Demand[]): number => {
  const errors = errorsIn(demands).length;
  return demands.filter(({ isMet }) => !isMet).length - errors + Math.min(errors, 1);
};

/** What an exercise asks, as a list to tick off; and that it is done. */
export class DemandsList {
  readonly element = Object.assign(document.createElement("section"), { className: "demands", hidden: true });
  readonly #list = document.createElement("ul");
  readonly #done = Object.assign(document.createElement("p"), { className: "demands-done", hidden: true });
  readonly #say: Say;
  readonly #goTo: (place: Place) => void;

  constructor(say: Say, goTo: (place: Place) => void) {
    this.#say = say;
    this.#goTo = goTo;
    this.element.setAttribute("aria-label", say("demands"));
    this.element.append(Object.assign(document.createElement("p"), { className: "demands-head", textContent: say("demands") }), this.#list, this.#done);
  }

  show(demands: readonly Demand[]): void {
    this.element.hidden = demands.length === 0;
    // The errors themselves stand with the findings.
    const errors = errorsIn(demands);
    const [error] = errors;
    const compiles = error === undefined ? [] : [{ ...error, words: this.#say("demand-compiles", errors.length) }];
    const shown = [...compiles, ...demands.filter((demand) => !errors.includes(demand))];
    this.#list.replaceChildren(...shown.map((demand) => this.#item(demand, error !== undefined && !demand.isMet && demand.finding === undefined)));
  }

  /** Says that the exercise is done; undefined where it is not. */
  done(words: string | undefined, celebrate: boolean): void {
    this.#done.hidden = words === undefined;
    if (words !== undefined) this.#done.textContent = words;
    this.element.classList.toggle("is-done", words !== undefined);
    this.element.classList.toggle("celebrates", celebrate);
  }

  #item({ isMet, words, finding }: Demand, isUnclear: boolean): HTMLElement {
    const say = this.#say;
    const item = Object.assign(document.createElement("li"), { className: isMet ? "is-met" : isUnclear ? "is-unclear" : "is-open" });
    const sign = Object.assign(document.createElement("span"), { className: "demand-sign", textContent: isMet ? "✓" : isUnclear ? "?" : "✗" });
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", say(isMet ? "demand-met" : isUnclear ? "demand-unclear" : "demand-open"));
    // Why it is asked stands with the finding below.
    item.append(sign, " ", ...prose(isMet || finding === undefined || finding.id.startsWith("CS") ? sentence(words) : asked(words)));
    if (finding === undefined) return item;
    const line = Object.assign(document.createElement("button"), { type: "button", className: "found-line", textContent: say("line", finding.place.line) });
    line.addEventListener("click", () => this.#goTo(finding.place));
    item.append(" ", line);
    return item;
  }
}
