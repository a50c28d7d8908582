import type { Answer, Ask } from "../offline/messages";
import { root, type Say } from "./course";

/** Asks the worker, and hears each of its answers until the last. */
async function ask(question: Ask, hear: (answer: Answer) => void = () => {}): Promise<Answer> {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      hear(data);
      if (!data.end) return;
      port1.close();
      resolve(data);
    };
    active?.postMessage(question, [port2]);
  });
}

const megabytes = (bytes: number): string => (bytes / 1e6).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The part of a track's page that keeps all of the track. */
export async function keepTrack(section: HTMLElement, say: Say): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const track = section.dataset.keepTrack ?? "";
  const part = <T extends HTMLElement>(name: string): T => section.querySelector<T>(`[data-part=${name}]`) as T;
  const [keep, drop, state] = [part<HTMLButtonElement>("keep"), part<HTMLButtonElement>("drop"), part("state")];
  const bar = section.querySelector("progress") as HTMLProgressElement;
  const show = ({ done, total, bytes, kept, failed }: Answer, words?: string): void => {
    bar.hidden = true;
    keep.hidden = kept && done === total;
    drop.hidden = !kept;
    keep.disabled = false;
    state.textContent = words ?? say(failed === true ? "offline-failed" : kept ? "offline-kept" : "offline-size", megabytes(bytes));
  };
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    bar.hidden = false;
    bar.value = 0;
    const end = await ask({ what: "keep", track }, ({ done, total }) => { bar.value = done / total; });
    show(end);
    if (end.kept) drop.focus();
    // A browser that runs out of room forgets such sites last.
    if (end.kept) await navigator.storage?.persist?.().catch(() => false);
  });
  drop.addEventListener("click", async () => {
    show(await ask({ what: "drop", track }), say("offline-removed"));
    keep.focus();
  });
  const now = await ask({ what: "look", track });
  if (now.total === 0) return;
  show(now);
  section.hidden = false;
}

/** On the page that stands in for those that are not kept: what is. */
export async function keptPages(section: HTMLElement): Promise<void> {
  if (!("serviceWorker" in navigator) || navigator.serviceWorker.controller === null) return;
  const home = new URL(root(), location.href).href;
  const language = document.documentElement.lang;
  const { pages = [] } = await ask({ what: "pages" });
  // The course itself comes first, then what is below it.
  const depth = (path: string): number => path.split("/").length;
  const here = pages.filter((path) => path.startsWith(`${language}/`)).sort((a, b) => depth(a) - depth(b));
  for (const path of here) {
    const address = home + path.replace(/index\.html$/, "");
    const title = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html").title;
    const link = Object.assign(document.createElement("a"), { href: address, textContent: title.split(" · ")[0] ?? path });
    const item = document.createElement("li");
    item.append(link);
    section.querySelector("ul")?.append(item);
  }
  section.hidden = here.length === 0;
}
