// Where a learner's run differs from the published one: facts, which the page puts into words.
import type { Curve, RunLog } from "./log";
import type { PublishedRun } from "./published";

/** One thing to say: its key, and numbers for its places. */
export interface Remark {
  readonly key: string;
  readonly weight: "bad" | "note" | "good";
  readonly values: readonly (string | number)[];
}

/** Rounding of logs and of clipping itself may carry a norm this much past its bound. */
const SLACK = 1.005;

/** Runs that differ by less at each step are the same; by more than the other, in a row, they have parted. */
const SAME = 0.02;
const APART = 2;
const IN_A_ROW = 3;

/** What is to be said of a run, the most telling first. */
export function compare(own: RunLog, published: PublishedRun): readonly Remark[] {
  const bound = published.bound ?? own.bound;
  return [
    ...ending(own, published),
    ...(bound === undefined ? [] : clipping(own, published, bound)),
    ...losses(own, published),
    ...counts(own),
  ];
}

/** Whether the run ended in numbers. */
function ending({ loss, norm, clipped, saysNotFinite }: RunLog, published: PublishedRun): Remark[] {
  const remarks: Remark[] = [];
  const lost = firstNotFinite(loss);
  const first = firstNotFinite(norm);
  const last = loss.x.at(-1);
  if (first !== undefined && (lost === undefined || first.x <= lost.x)) remarks.push({ key: "norm-lost", weight: "bad", values: [printed(first.y), first.x] });
  if (lost !== undefined) remarks.push({ key: "loss-lost", weight: "bad", values: [printed(lost.y), lost.x] });
  else if (saysNotFinite && last !== undefined) remarks.push({ key: "says-lost", weight: "bad", values: [last] });
  const stays = firstNotFinite(published.loss) === undefined ? published.loss.x.at(-1) : undefined;
  if (remarks.length > 0 && stays !== undefined) remarks.push({ key: "published-stays", weight: "note", values: [stays] });
  if (remarks.length === 0 && lost === undefined && loss.x.length > 0 && firstNotFinite(clipped) === undefined) remarks.push({ key: "finite", weight: "good", values: [last ?? 0] });
  return remarks;
}

/** What clipping did. */
function clipping(own: RunLog, published: PublishedRun, bound: number): Remark[] {
  if (own.norm.x.length === 0 && own.clipped.x.length === 0) return [{ key: "no-norm", weight: "note", values: [] }];
  const remarks: Remark[] = [];
  const passes = own.norm.y.findIndex((y) => y > bound * SLACK);
  if (passes >= 0) {
    remarks.push({ key: "norm-passes", weight: "note", values: [number(bound), own.norm.x[passes] ?? 0, percent(own.norm, bound)] });
    if (published.norm.x.length > 0) remarks.push({ key: "published-passes", weight: "note", values: [percent(published.norm, bound)] });
  } else if (own.norm.x.length > 0) remarks.push({ key: "norm-within", weight: "note", values: [number(bound)] });
  const uncut = own.clipped.y.findIndex((y) => y > bound * SLACK && Number.isFinite(y));
  if (uncut >= 0) remarks.push({ key: "not-clipped", weight: "bad", values: [number(own.clipped.y[uncut] ?? 0), own.clipped.x[uncut] ?? 0, number(bound)] });
  else if (own.clipped.y.some((y) => Number.isFinite(y))) remarks.push({ key: "clipped", weight: "good", values: [number(bound)] });
  else if (own.clipped.x.length === 0) remarks.push({ key: "no-clipped", weight: "note", values: [] });
  const [most, theirs] = [highest(own.norm), highest(published.norm)];
  if (most !== undefined && theirs !== undefined && most.y > APART * theirs.y) remarks.push({ key: "norm-highest", weight: "note", values: [number(most.y), most.x, number(theirs.y)] });
  return remarks;
}

/** Where the losses part, and how they end. */
function losses({ loss }: RunLog, published: PublishedRun): Remark[] {
  if (loss.x.length === 0) return [{ key: "no-loss", weight: "note", values: [] }];
  const theirs = published.loss;
  if (theirs.x.length === 0) return [];
  const at = valuesAt(theirs);
  let [inARow, since, shared, isSame] = [0, 0, 0, true];
  for (const [i, x] of loss.x.entries()) {
    const [mine, other] = [loss.y[i] ?? Number.NaN, at(x)];
    if (other === undefined || !Number.isFinite(mine)) continue;
    shared++;
    if (Math.abs(mine - other) > SAME * Math.abs(other)) isSame = false;
    const apart = Math.max(mine / other, other / mine) > APART;
    if (apart && inARow === 0) since = x;
    inARow = apart ? inARow + 1 : 0;
    if (inARow >= IN_A_ROW) break;
  }
  if (shared === 0) return [{ key: "no-shared", weight: "note", values: [loss.x[0] ?? 0, loss.x.at(-1) ?? 0, theirs.x[0] ?? 0, theirs.x.at(-1) ?? 0] }];
  const isFinite = firstNotFinite(loss) === undefined;
  if (shared >= 3 && isSame && isFinite) return [{ key: "same", weight: "good", values: [] }];
  const remarks: Remark[] = [];
  if (inARow >= IN_A_ROW) remarks.push({ key: "loss-apart", weight: "note", values: [since] });
  const [mine, other] = [tail(loss), tail(theirs)];
  if (isFinite && mine !== undefined && other !== undefined) remarks.push({ key: "loss-ends", weight: "note", values: [number(mine), number(other)] });
  return remarks;
}

function counts({ runs, dropped, norm, loss, clipped }: RunLog): Remark[] {
  const remarks: Remark[] = [];
  if (runs > 1) remarks.push({ key: "several", weight: "note", values: [runs] });
  if (dropped > 0) remarks.push({ key: "dropped", weight: "note", values: [Math.max(norm.x.length, loss.x.length, clipped.x.length)] });
  return remarks;
}

const firstNotFinite = ({ x, y }: Curve): { x: number; y: number } | undefined => {
  const at = y.findIndex((value) => !Number.isFinite(value));
  return at < 0 ? undefined : { x: x[at] ?? 0, y: y[at] ?? Number.NaN };
};

function highest({ x, y }: Curve): { x: number; y: number } | undefined {
  let best: { x: number; y: number } | undefined;
  for (const [i, value] of y.entries()) {
    if (Number.isFinite(value) && value > (best?.y ?? Number.NEGATIVE_INFINITY)) best = { x: x[i] ?? 0, y: value };
  }
  return best;
}

/** The mean of the last twentieth, of the last twenty points at least. */
function tail({ y }: Curve): number | undefined {
  const last = y.slice(-Math.max(20, Math.ceil(y.length / 20)));
  return last.length === 0 ? undefined : last.reduce((sum, value) => sum + value, 0) / last.length;
}

/** The value of a curve at a step that it has. */
function valuesAt({ x, y }: Curve): (step: number) => number | undefined {
  const values = new Map(x.map((step, i) => [step, y[i]] as const));
  return (step) => values.get(step);
}

const percent = ({ y }: Curve, bound: number): number => Math.round((100 * y.filter((value) => value > bound * SLACK).length) / Math.max(1, y.length));

/** A number as figures print it: three digits, and powers of ten where they are shorter. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return printed(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) return value.toExponential(1).replace("e+", "e");
  return String(Number(value.toPrecision(3)));
}

const printed = (value: number): string => (Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞");
