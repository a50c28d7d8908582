// What the page's supervisor and the worker say to each other.

/** To the worker. A check's request is JSON already: it is handed on to the runtime as it is. */
export type Order =
  | { readonly kind: "start"; readonly folder: string }
  | { readonly kind: "check"; readonly id: number; readonly request: string };

/** From the worker. */
export type News =
  | { readonly kind: "progress"; readonly loaded: number }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly reason: "network" | "unsupported" }
  | { readonly kind: "answer"; readonly id: number; readonly report: string; readonly milliseconds: number }
  | { readonly kind: "crash"; readonly id: number };
