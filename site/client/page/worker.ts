import { root } from "./course";

/** Starts the worker that keeps pages, where the site has one; where it has none, as under an author's `serve`, ends one that was left behind. */
export async function startWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const script = document.documentElement.dataset.worker;
  try {
    if (script !== undefined) {
      await navigator.serviceWorker.register(root() + script, { scope: root(), updateViaCache: "none" });
      return;
    }
    const left = await navigator.serviceWorker.getRegistration(root());
    if (left !== undefined && left.scope === new URL(root(), location.href).href) await left.unregister();
  } catch {
    // Browsers refuse in private windows and over plain http; pages are read from the host then.
  }
}
