import type { Facts } from "../progress/facts";
import type { ProgressStore } from "../progress/store";
import { announce } from "./announce";
import type { CourseData, Say } from "./course";

/** A question about an output: what the reader expects is kept, the output is opened, and both stand beside each other. */
export function prediction(place: HTMLElement, store: ProgressStore, course: CourseData, say: Say): (facts: Facts) => void {
  const id = place.dataset.guess ?? "";
  const form = place.querySelector("form");
  const field = place.querySelector("textarea");
  const answer = place.querySelector("details");
  const keep = (): void => {
    const text = field?.value.trim() ?? "";
    // The first guess is the one that counts; later ones would be made in the light of the output.
    if (text === "" || store.facts.guesses.has(id)) return;
    store.guess(id, text, Date.now());
    if (answer !== null) {
      answer.open = true;
      answer.querySelector("summary")?.focus({ preventScroll: true });
    }
    announce(say(document.documentElement.dataset.calm === undefined ? "guess-kept" : "guess-kept-calmly", course.guessXp));
  };
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
  });
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form?.requestSubmit();
  });
  // Who has seen the output predicts no more.
  let seen = false;
  answer?.addEventListener("toggle", () => {
    seen = true;
    if (form !== null) form.hidden = true;
  });

  let shown: HTMLElement | undefined;
  return ({ guesses }) => {
    const guess = guesses.get(id);
    if (form !== null) form.hidden = guess !== undefined || seen;
    if (guess === undefined) {
      shown?.remove();
      shown = undefined;
      return;
    }
    if (shown === undefined) {
      shown = Object.assign(document.createElement("div"), { className: "guess" });
      shown.append(
        Object.assign(document.createElement("p"), { className: "output-label", textContent: say("your-guess") }),
        Object.assign(document.createElement("p"), { className: "guess-text" }));
      answer?.querySelector(".output")?.before(shown);
    }
    const text = shown.querySelector(".guess-text");
    if (text !== null) text.textContent = guess.text;
  };
}
