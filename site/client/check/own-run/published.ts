// The run that the course publishes, from its record.
import { nameOf } from "./labels";
import { type Curve, readLog } from "./log";

/** What is compared with. */
export interface PublishedRun {
  readonly loss: Curve;
  readonly norm: Curve;
  readonly clipped: Curve;
  /** The bound that the exercise asks for. */
  readonly bound: number | undefined;
}

/** The file that the site makes of the record: the curves of a figure, or what a snippet printed. */
interface Recorded {
  readonly bound?: number;
  readonly series?: readonly { readonly name: string; readonly x: readonly number[]; readonly y: readonly (number | string)[] }[];
  readonly text?: string;
}

/** Fetches the published run. */
export async function readPublished(address: string): Promise<PublishedRun> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return publishedOf((await response.json()) as Recorded);
}

/** Reads what the site recorded. */
export function publishedOf({ bound, series, text }: Recorded): PublishedRun {
  if (series === undefined) return { ...readLog(text ?? ""), bound };
  const curves: Record<"loss" | "norm" | "clipped", Curve> = { loss: none(), norm: none(), clipped: none() };
  for (const { name, x, y } of series) {
    const { measure, side } = nameOf(name);
    const key = measure === "norm" && side === "after" ? "clipped" : measure;
    // A figure of several runs names the run that is meant first.
    if (key !== "loss" && key !== "norm" && key !== "clipped" || curves[key].x.length > 0) continue;
    curves[key] = { x: [...x], y: y.map(Number) };
  }
  return { ...curves, bound };
}

const none = (): Curve => ({ x: [], y: [] });
