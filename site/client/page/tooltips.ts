/** Terms explain themselves to pointers and to the keyboard by style alone. Fingers need a first tap that explains, and everyone a way to put it away. */
export function tooltips(): void {
  let open: Element | undefined;
  const close = (): void => {
    open?.classList.remove("is-open");
    open = undefined;
  };
  document.addEventListener("click", (event) => {
    const term = event.target instanceof Element ? event.target.closest(".term") : null;
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    if (term === null || term === open) {
      if (term === null) close();
      return;
    }
    close();
    if (!isTouch) return;
    // The second tap follows the link to the glossary.
    event.preventDefault();
    open = term;
    term.classList.add("is-open");
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    close();
    for (const term of document.querySelectorAll(".term:hover, .term:focus-within")) {
      term.classList.add("is-hushed");
      for (const event of ["pointerleave", "focusout"]) term.addEventListener(event, () => term.classList.remove("is-hushed"), { once: true });
    }
  });
}
