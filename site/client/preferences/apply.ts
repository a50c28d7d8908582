/** What a reader may choose. */
export interface Choices {
  readonly theme: string | undefined;
  readonly calm: string | undefined;
}

/** Puts choices into effect: style sheets look at these attributes. */
export function apply({ theme, calm }: Choices): void {
  const { classList, dataset } = document.documentElement;
  classList.add("js");
  if (theme === "light" || theme === "dark") dataset.theme = theme;
  else delete dataset.theme;
  if (calm === "on") dataset.calm = "";
  else delete dataset.calm;
}
