/** Where this course keeps its facts: other courses of the same origin have other prefixes. */
export const storagePrefix = (): string => `course:${document.documentElement.dataset.course ?? ""}:`;

/** A preference as it was stored; undefined where there is none, or storage is refused. */
export function readPreference(name: string): string | undefined {
  try {
    const { value } = JSON.parse(localStorage.getItem(`${storagePrefix()}preferences/${name}`) ?? "{}") as { value?: unknown };
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
