// Where the page says that the checker is.
import type { EngineFiles } from "./supervisor";

/** Reads the addresses from the page; undefined where the site was built without the checker. */
export function engineFiles(): EngineFiles | undefined {
  const { root, checker } = document.documentElement.dataset;
  const [worker, folder] = checker?.split(" ") ?? [];
  if (worker === undefined || folder === undefined) return undefined;
  const address = (path: string): string => new URL((root ?? "./") + path, document.baseURI).href;
  return { worker: address(worker), folder: address(folder) };
}
