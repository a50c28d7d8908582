import type { CheckEngine } from "../protocol";
import { engineFiles } from "./files";
import { createEngine } from "./supervisor";

let engine: CheckEngine | undefined;

/** The checker of this site, one for all editors of a page; where there is none it says so. */
export const findEngine = (): CheckEngine => (engine ??= createEngine(engineFiles()));
