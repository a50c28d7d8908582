// What the page's supervisor and the worker say to each other.
import type { CheckRequest } from "../protocol";

/** To the worker. */
export type Order =
  | { readonly kind: "start"; readonly folder: string }
  | { readonly kind: "check"; readonly id: number; readonly request: CheckRequest };

/** From the worker. */
export type News =
  | { readonly kind: "progress"; readonly loaded: number }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly reason: "network" | "unsupported" }
  | { readonly kind: "answer"; readonly id: number; readonly report: string; readonly milliseconds: number }
  | { readonly kind: "crash"; readonly id: number };
