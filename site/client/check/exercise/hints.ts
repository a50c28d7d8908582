import type { Say } from "../../page/course";

/** While somebody works on an exercise: hints come one by one, and the solution after an attempt, or on request. */
export function oneByOne(section: HTMLElement, say: Say): { attempted(): void; end(): void } {
  const hints = [...section.querySelectorAll<HTMLDetailsElement>("details.hint")];
  const solution = section.querySelector<HTMLDetailsElement>("details.solution");
  const later = new Set(hints.filter((hint, i) => i > 0 && !hint.open && hints[i - 1]?.open !== true));
  const show = (): void => {
    for (const hint of hints) hint.classList.toggle("is-later", later.has(hint));
  };
  const opened = ({ currentTarget }: Event): void => {
    const next = hints[hints.indexOf(currentTarget as HTMLDetailsElement) + 1];
    if (next !== undefined) later.delete(next);
    show();
  };
  for (const hint of hints) hint.addEventListener("toggle", opened);
  show();

  const note = Object.assign(document.createElement("p"), { className: "hint solution-note" });
  const reveal = (): void => {
    solution?.classList.remove("is-later");
    note.remove();
  };
  if (solution !== null && !solution.open) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: say("solution-now") });
    button.addEventListener("click", () => {
      reveal();
      solution.open = true;
      solution.querySelector("summary")?.focus();
    });
    note.append(`${say("solution-later")} `, button);
    solution.classList.add("is-later");
    solution.before(note);
  }
  return {
    attempted: reveal,
    end() {
      later.clear();
      show();
      reveal();
      for (const hint of hints) hint.removeEventListener("toggle", opened);
    },
  };
}
