// Keeps pages for reading without a network: those that were visited, and whole tracks on request. All that is kept is of one build; the
// next one takes its place when it is here whole, or not at all.
import { pathOf, picturesOf } from "./offline/list";
import type { Answer, Ask } from "./offline/messages";
import { Shelf } from "./offline/shelf";
import type { Worker } from "./offline/worker";

/** Written before this script by the build. */
declare const COURSE: { readonly build: string; readonly list: string };

/** Online, a page comes from the host; a host that is slower than this counts as none, if the page is kept. */
const PATIENCE = 4000;

const worker = self as unknown as Worker;
const { scope } = worker.registration;
const prefix = `course ${scope} `;
const name = prefix + COURSE.build;
let opened: Promise<Shelf> | undefined;

function shelf(): Promise<Shelf> {
  opened ??= Shelf.open(name, scope, COURSE.list);
  opened.catch(() => { opened = undefined; });
  return opened;
}

worker.addEventListener("install", (event) => event.waitUntil(prepare()));

/** Brings everything that the earlier build kept up to this one. Where one file does not come, the earlier build stays. */
async function prepare(): Promise<void> {
  try {
    const now = await shelf();
    const names = (await caches.keys()).filter((cache) => cache.startsWith(prefix) && cache !== name);
    const earlier = (await Promise.all(names.map((cache) => Shelf.earlier(cache, scope)))).filter((found) => found !== undefined);
    const open = (await worker.clients.matchAll({ includeUncontrolled: true, type: "window" })).map(({ url }) => pathOf(url, scope));
    const tracks = (await Promise.all(earlier.map((old) => old.tracks()))).flat();
    const visited = [...open, ...(await Promise.all(earlier.map((old) => old.paths()))).flat()].filter((path) => path !== undefined && path in now.list.files) as string[];
    await now.note(tracks);
    await now.fill([
      ...now.list.shell, ...visited, ...visited.flatMap((path) => (path.endsWith(".html") ? picturesOf(path, now.list) : [])),
      ...(await now.tracks()).flatMap((track) => now.list.tracks[track] ?? []),
    ], earlier);
    for (const old of earlier) await now.inherit(old);
  } catch (failure) {
    opened = undefined;
    await caches.delete(name);
    throw failure;
  }
  await worker.skipWaiting();
}

worker.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const cache of await caches.keys()) if (cache.startsWith(prefix) && cache !== name) await caches.delete(cache);
  await worker.clients.claim();
})()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url, scope);
  if (request.method !== "GET" || path === undefined || path === "sw.js" || request.headers.has("range")) return;
  // A name in assets/ carries the hash of what it names.
  if (path.startsWith("assets/")) event.respondWith(asset(request, path, (work) => event.waitUntil(work)));
  else event.respondWith(current(request, path, (work) => event.waitUntil(work)));
});

async function asset(request: Request, path: string, meanwhile: (work: Promise<unknown>) => void): Promise<Response> {
  const found = await kept(path);
  if (found !== undefined) return found;
  const response = await fetch(request);
  // What is not part of every page, such as the editor, is kept once somebody has used it.
  if (response.ok) meanwhile(remember(path, response.clone(), false));
  return response;
}

/** The file as the host has it now; as it is kept, when no answer comes. */
async function current(request: Request, path: string, meanwhile: (work: Promise<unknown>) => void): Promise<Response> {
  const answer = fetch(request).then((response) => {
    if (response.ok) meanwhile(remember(path, response.clone(), request.mode === "navigate"));
    return response;
  });
  const found = await kept(path);
  if (found === undefined) {
    try {
      return await answer;
    } catch (failure) {
      const instead = request.mode === "navigate" ? await kept(`${path.split("/")[0] ?? ""}/offline/index.html`) ?? await firstOffline() : undefined;
      if (instead !== undefined) return instead;
      throw failure;
    }
  }
  const late = new Promise<undefined>((resolve) => { setTimeout(() => resolve(undefined), PATIENCE); });
  const response = await Promise.race([answer.catch(() => undefined), late]);
  return response === undefined || response.status >= 500 ? found : response;
}

async function kept(path: string): Promise<Response | undefined> {
  try {
    return await (await shelf()).find(path);
  } catch {
    return undefined;
  }
}

async function firstOffline(): Promise<Response | undefined> {
  const { list } = await shelf();
  const page = list.shell.find((path) => path.endsWith("/offline/index.html"));
  return page === undefined ? undefined : kept(page);
}

/** Keeps a page of this build with its pictures. One that this build does not have tells that there is another. */
async function remember(path: string, response: Response, isPage: boolean): Promise<void> {
  const now = await shelf();
  if (await now.keep(path, response)) {
    if (isPage) await now.fill(picturesOf(path, now.list));
  } else if (isPage) {
    await worker.registration.update();
  }
}

worker.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (port !== undefined) event.waitUntil(answer(event.data as Ask, (reply) => port.postMessage(reply)));
});

async function answer({ what, track }: Ask, tell: (reply: Answer) => void): Promise<void> {
  const now = await shelf();
  if (what === "pages") {
    const pages = (await now.paths()).filter((path) => path.endsWith("index.html") && !path.endsWith("/offline/index.html"));
    tell({ done: 0, total: 0, bytes: 0, kept: true, end: true, pages: pages.sort() });
    return;
  }
  const files = now.list.tracks[track ?? ""] ?? [];
  const bytes = files.reduce((sum, path) => sum + (now.list.files[path]?.[1] ?? 0), 0);
  const asked = (await now.tracks()).filter((id) => id !== track);
  let failed = false;
  if (what === "keep" && track !== undefined) {
    let done = 0;
    try {
      await now.fill(files, [], () => tell({ done: ++done, total: files.length, bytes, kept: false, end: false }));
      await now.note([...asked, track]);
    } catch {
      failed = true;
    }
  } else if (what === "drop") {
    const others = new Set([...now.list.shell, ...asked.flatMap((id) => now.list.tracks[id] ?? [])]);
    await now.note(asked);
    await now.drop(files.filter((path) => !others.has(path)));
  }
  const kept = (await now.tracks()).includes(track ?? "");
  const there = new Set(await now.paths());
  tell({ done: files.filter((path) => there.has(path)).length, total: files.length, bytes, kept, end: true, failed });
}
