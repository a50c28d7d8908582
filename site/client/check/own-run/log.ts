// A training log as points: whatever its format, a line holds a step and what was measured there.
import { type Measure, nameOf, readWords, type Side, type Words } from "./labels";
import { numbersIn, readNumber } from "./numbers";

/** Points of a curve; what is not finite stands in it as it was printed. */
export interface Curve {
  readonly x: number[];
  readonly y: number[];
}

/** What a log says. */
export interface RunLog {
  readonly loss: Curve;
  /** Global norm of the gradients, before clipping where the log tells the sides apart. */
  readonly norm: Curve;
  /** The norm after clipping. */
  readonly clipped: Curve;
  /** The bound, where the log names exactly one. */
  readonly bound: number | undefined;
  /** Lines that were read, and those that gave a point. */
  readonly lines: number;
  readonly used: number;
  /** How often the steps began anew; the last run is the one that is kept. */
  readonly runs: number;
  /** The log says in words that something is no finite number any more. */
  readonly saysNotFinite: boolean;
  /** Points past the most that are kept. */
  readonly dropped: number;
}

/** What one line says. */
interface Entry {
  step?: number | undefined;
  epoch?: number | undefined;
  loss?: number | undefined;
  norm?: number | undefined;
  clipped?: number | undefined;
  bound?: number | undefined;
}

/** Where the reader is in a run. */
interface Position {
  /** The last step, counted over all epochs, and as it was printed. */
  step: number;
  raw: number;
  shift: number;
  epoch: number;
  hasNorm: boolean;
}

/** A line that is longer holds no log; the most points that a curve keeps; the most words whose meaning is remembered. */
const LONGEST_LINE = 4000;
const MOST_POINTS = 2_000_000;
const MOST_WORDS = 5000;

/** Reads a log line by line, in pieces of any size. */
export class LogReader {
  readonly #words = { first: new Map<string, Words>(), following: new Map<string, Words>() };
  #rest = "";
  #isSkipping = false;
  #columns: { readonly split: RegExp; readonly cells: readonly (keyof Entry | undefined)[] } | undefined;
  #curves = emptyCurves();
  #bounds = new Set<number>();
  #hasSteps = false;
  #last = beginning();
  #lines = 0;
  #used = 0;
  #runs = 0;
  #dropped = 0;
  #saysNotFinite = false;

  /** Takes the next piece. */
  add(piece: string): void {
    const text = this.#rest + piece;
    // A carriage return at the end may be the first half of a line's end.
    const stop = text.endsWith("\r") ? text.length - 1 : text.length;
    let from = 0;
    for (let at = 0; at < stop; at++) {
      const code = text.charCodeAt(at);
      if (code !== 10 && code !== 13) continue;
      if (this.#isSkipping) this.#isSkipping = false;
      else if (at > from) this.#line(text.slice(from, at));
      if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
      from = at + 1;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > LONGEST_LINE) {
      this.#rest = "";
      this.#isSkipping = true;
    }
  }

  /** Ends the log. */
  end(): RunLog {
    if (this.#rest !== "" && !this.#isSkipping) this.#line(this.#rest.replace(/\r$/u, ""));
    this.#rest = "";
    const { loss, norm, clipped } = this.#curves;
    return {
      loss, norm, clipped,
      bound: this.#bounds.size === 1 ? [...this.#bounds][0] : undefined,
      lines: this.#lines, used: this.#used, runs: Math.max(1, this.#runs), saysNotFinite: this.#saysNotFinite, dropped: this.#dropped,
    };
  }

  #line(raw: string): void {
    this.#lines++;
    if (raw.length > LONGEST_LINE) return;
    // Colours of a terminal are no part of the text.
    const line = raw.includes("\u001b") ? raw.replace(/\u001b\[[\d;]*[A-Za-z]/gu, "") : raw;
    if (/not finite|유한하지|유한한 수가 아/iu.test(line)) this.#saysNotFinite = true;
    const entry = this.#row(line) ?? this.#sentence(line);
    if (entry !== undefined) this.#take(entry);
  }

  /** A row of a table whose heading came before; headings are remembered. */
  #row(line: string): Entry | undefined {
    const columns = this.#columns;
    if (columns !== undefined) {
      const cells = cellsOf(line, columns.split);
      if (cells.length === columns.cells.length) {
        const values = cells.map((cell) => readNumber(cell));
        if (values.some((value) => value !== undefined)) {
          const entry: Entry = {};
          columns.cells.forEach((key, i) => {
            const value = values[i];
            if (key !== undefined && value !== undefined) entry[key] ??= value;
          });
          return entry;
        }
      }
    }
    if (/\d/u.test(line) || line.length > 400) return undefined;
    for (const split of [/\t/u, /[,;]/u, /\|/u, /\s+/u]) {
      const cells = cellsOf(line, split);
      if (cells.length < 2 || cells.length > 40) continue;
      const keys = cells.map((cell) => {
        const { measure, side } = nameOf(cell);
        return measure === undefined || measure === "other" ? undefined : keyOf(measure, side);
      });
      if (keys.filter((key) => key === "loss" || key === "norm" || key === "clipped").length === 0 || keys.filter((key) => key !== undefined).length < 2) continue;
      this.#columns = { split, cells: keys };
      return {};
    }
    return undefined;
  }

  /** A line of words and numbers. */
  #sentence(line: string): Entry | undefined {
    const numbers = numbersIn(line);
    if (numbers.length === 0) return undefined;
    const entry: Entry = {};
    let words = this.#read(line.slice(0, numbers[0]?.start), "first");
    let before: Measure | undefined;
    for (const [i, { value, end }] of numbers.entries()) {
      const next = this.#read(line.slice(end, numbers[i + 1]?.start), "following");
      const inherits = words.measure === undefined && words.isBare && before === "norm";
      const measure = next.counts ? "step" : inherits ? "norm" : (words.measure ?? "other");
      const side = next.ofPrevious ?? words.ofNext ?? (inherits && entry.norm !== undefined ? "after" : undefined);
      const key = measure === "other" ? undefined : keyOf(measure, side);
      if (key !== undefined) entry[key] ??= value;
      before = measure;
      words = next;
    }
    return entry;
  }

  #take(entry: Entry): void {
    if (entry.bound !== undefined && this.#bounds.size < 10) this.#bounds.add(entry.bound);
    const { loss, norm, clipped } = entry;
    if (loss === undefined && norm === undefined && clipped === undefined) return;
    const counted = entry.step ?? entry.epoch;
    let last = this.#last;
    if (counted === undefined || !Number.isFinite(counted)) {
      if (this.#hasSteps) {
        // A line below its step may bring the norm alone; whatever else has no step is a summary.
        if (loss !== undefined || last.hasNorm) return;
        this.#put(last.step, entry);
        last.hasNorm = true;
        return;
      }
      last.step = last.step === Number.NEGATIVE_INFINITY ? 1 : last.step + 1;
    } else {
      if (!this.#hasSteps) {
        this.#hasSteps = true;
        last = this.#restart();
      } else if (counted < last.raw) {
        // Steps that begin anew with each epoch go on; others are another run.
        if (entry.step !== undefined && entry.epoch !== undefined && entry.epoch > last.epoch) last.shift += last.raw;
        else last = this.#restart();
      }
      last.raw = counted;
      if (entry.epoch !== undefined) last.epoch = entry.epoch;
      last.step = counted + last.shift;
    }
    last.hasNorm = norm !== undefined || clipped !== undefined;
    this.#put(last.step, entry);
  }

  #restart(): Position {
    this.#curves = emptyCurves();
    this.#runs++;
    this.#last = beginning();
    this.#dropped = 0;
    return this.#last;
  }

  #put(step: number, entry: Entry): void {
    this.#used++;
    for (const key of ["loss", "norm", "clipped"] as const) {
      const value = entry[key];
      if (value === undefined) continue;
      const { x, y } = this.#curves[key];
      if (x.length >= MOST_POINTS) {
        this.#dropped++;
        continue;
      }
      x.push(step);
      y.push(value);
    }
  }

  #read(text: string, place: "first" | "following"): Words {
    const known = this.#words[place];
    let words = known.get(text);
    if (words === undefined) {
      words = readWords(text, place === "following");
      if (known.size < MOST_WORDS) known.set(text, words);
    }
    return words;
  }
}

/** Reads a whole log at once. */
export function readLog(text: string): RunLog {
  const reader = new LogReader();
  reader.add(text);
  return reader.end();
}

const beginning = (): Position => ({ step: Number.NEGATIVE_INFINITY, raw: Number.NEGATIVE_INFINITY, shift: 0, epoch: Number.NaN, hasNorm: true });
const emptyCurves = (): Record<"loss" | "norm" | "clipped", Curve> => ({ loss: { x: [], y: [] }, norm: { x: [], y: [] }, clipped: { x: [], y: [] } });
const keyOf = (measure: Exclude<Measure, "other">, side: Side | undefined): keyof Entry => (measure === "norm" && side === "after" ? "clipped" : measure);
const cellsOf = (line: string, split: RegExp): string[] => line.trim().replace(/^\|/u, "").replace(/\|$/u, "").split(split).map((cell) => cell.trim().replace(/^"(.*)"$/u, "$1"));
