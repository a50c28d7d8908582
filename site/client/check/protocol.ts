// What a page and the worker that checks code say to each other. The shapes are those of `tools/check --format json`.

/** The language of messages. */
export type Language = "ko" | "en";

/** How much a finding matters. */
export type Weight = "must-fix" | "should-fix" | "worth-knowing" | "well-done";

/** Where something stands. Offsets are UTF-16 units from 0; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A change of the text that was checked. */
export interface TextEdit {
  readonly start: number;
  readonly length: number;
  readonly newText: string;
}

/** Something that a learner should hear about the code. */
export interface Finding {
  readonly id: string;
  readonly weight: Weight;
  readonly place: Place;
  readonly message: string;
  readonly why?: string;
  /** The page that explains it, relative to the part of the course's site in the reader's language, such as rules/DL1001/. */
  readonly help?: string;
  /** How to mend it; no edit overlaps another. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

/** What an exercise asks: rules that must be silent, practices that must be shown. */
export interface ExerciseAsk {
  readonly id: string;
  readonly absent: readonly string[];
  readonly present: readonly string[];
}

/** One thing that an exercise asks for. */
export interface Demand {
  readonly isMet: boolean;
  /** What is well, or what to do. */
  readonly words: string;
  readonly finding?: Finding;
}

/** What was found. */
export interface Report {
  /** Compiler errors first, then by weight, then by place. */
  readonly findings: readonly Finding[];
  /** How many more there are. */
  readonly leftOut: number;
  /** Why the code was not looked at. */
  readonly refusal?: { readonly line: number; readonly message: string };
  /** What an exercise asked for: those that are not met first. */
  readonly demands?: readonly Demand[];
}

/** Code to be checked. */
export interface CheckRequest {
  readonly text: string;
  readonly language: Language;
  readonly exercise?: ExerciseAsk;
}

/** How a check ended. `superseded`: a newer request took its place. `stopped`: the time limit, or the end of the worker; another one starts by itself. */
export type CheckAnswer =
  | { readonly kind: "report"; readonly report: Report; readonly milliseconds: number }
  | { readonly kind: "superseded" }
  | { readonly kind: "stopped"; readonly reason: "time" | "crash" }
  | { readonly kind: "unavailable"; readonly reason: "missing" | "unsupported" | "network" };

/** How far the checker is. */
export type EngineState = "idle" | "loading" | "ready" | "unavailable";

/** Checks code off the page's thread. */
export interface CheckEngine {
  readonly state: EngineState;
  /** Says each change of state; in `loading` how much of the download is here, from 0 to 1. */
  watch(listener: (state: EngineState, loaded: number) => void): void;
  /** Starts the worker, if it does not run yet. */
  start(): void;
  /** Somebody writes: work that nobody waits for is put off. */
  hold(): void;
  /** Checks code; the newest request wins. */
  check(request: CheckRequest): Promise<CheckAnswer>;
  /** Ends the worker. */
  stop(): void;
}
