import type { CheckEngine } from "../protocol";

/**
 * The checker of this page, on its way. It is far larger than the editor, and is what its reader waits for: it sets out before the editor
 * has come, and no part of the editor names it, so that it comes as one file.
 */
export async function setOut(): Promise<CheckEngine> {
  const { findEngine } = await import("./find");
  const engine = findEngine();
  engine.start();
  return engine;
}
