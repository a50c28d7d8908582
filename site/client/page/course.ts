import type { Course } from "../progress/score";

/** What the page knows about the course, and the words that scripts say. */
export interface CourseData extends Course {
  readonly words: Readonly<Record<string, string>>;
  /** What comes with the editor: its words and its style sheet. */
  readonly check?: { readonly words: string; readonly style: string };
}

/** The way from this page to the site's root. */
export const root = (): string => document.documentElement.dataset.root ?? "./";

/** Reads the course's data in the page's language. */
export async function readCourse(): Promise<CourseData> {
  const response = await fetch(root() + (document.documentElement.dataset.courseData ?? ""));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return (await response.json()) as CourseData;
}

/** Words with {0}, {1} … replaced. */
export type Say = (key: string, ...values: readonly (string | number)[]) => string;

export const speaker = ({ words }: Pick<CourseData, "words">): Say => (key, ...values) =>
  (words[key] ?? key).replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
