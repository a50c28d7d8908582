// What the page's supervisor and the worker say to each other.
import type { CheckRequest } from "../protocol";

/** To the worker. */
export type Order =
  | { readonly kind: "start"; readonly folder: string }
  | { readonly kind: "references"; readonly bytes: ArrayBuffer }
  | { readonly kind: "check"; readonly id: number; readonly request: CheckRequest };

/** From the worker. */
export type News =
  | { readonly kind: "progress"; readonly loaded: number }
  /** The worker wants the references. The page fetches them, for what a worker fetches does not come while it works. */
  | { readonly kind: "wanted" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly reason: "network" | "unsupported" }
  | { readonly kind: "answer"; readonly id: number; readonly report: string; readonly milliseconds: number }
  | { readonly kind: "crash"; readonly id: number };
