import type { CheckEngine } from "../protocol";

/** Stands in where a site has no checker: the editor, drafts and downloads are there all the same. */
export const noEngine: CheckEngine = {
  state: "unavailable",
  watch: () => undefined,
  start: () => undefined,
  check: async () => ({ kind: "unavailable", reason: "missing" }),
  stop: () => undefined,
};
