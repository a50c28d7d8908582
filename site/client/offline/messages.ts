/** What a page asks of the worker. */
export interface Ask {
  readonly what: "look" | "keep" | "drop" | "pages";
  readonly track?: string;
}

/** What the worker answers: steps on the way, and at the end how things stand. */
export interface Answer {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly kept: boolean;
  /** Whether this is the last answer. */
  readonly end: boolean;
  readonly failed?: boolean;
  readonly pages?: readonly string[];
}
