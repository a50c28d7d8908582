// Runs the checker: the .NET runtime with Course.Checking, beside the page. It never sees a page and asks nothing but its own folder.
import type { CheckRequest } from "../protocol";
import type { News, Order } from "./messages";

/** What is used of dotnet.js. */
interface Builder {
  withConfig(config: object): Builder;
  withModuleConfig(config: object): Builder;
  create(): Promise<{ getAssemblyExports(name: string): Promise<Exports>; localHeapViewU8(): Uint8Array }>;
}

interface Checker {
  RehearseAsync(part: number): Promise<boolean>;
  Reserve(length: number): number;
  Load(address: number, length: number): void;
  CheckAsync(text: string, language: string, exercise: string | null, absent: readonly string[], present: readonly string[]): Promise<string>;
}

interface Exports {
  readonly Course: { readonly Browser: { readonly CheckerExports: Checker } };
}

/** Measured: to compile the interpreter's traces costs a first analysis 0.2 s and an edit a fifth, and gains nothing. */
const INTERPRET = ["--no-jiterpreter-traces-enabled", "--no-jiterpreter-interp-entry-enabled", "--no-jiterpreter-jit-call-enabled"];

const worker = self as unknown as {
  dotnetSidecar: boolean;
  postMessage(news: News): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Order>) => void): void;
};

/**
 * The references go after the runtime's files, for with these the worker has enough to do until they come. Where half of the files begin to
 * come so soon after the start, in milliseconds, the line is faster than the worker, and they go beside them.
 */
const SOON = 300;

let checker: Checker | undefined;
let take: ((references: ArrayBuffer) => void) | undefined;

// Else dotnet.js takes the worker for one of its own threads, and waits for orders that never come.
worker.dotnetSidecar = true;
worker.addEventListener("message", ({ data }) => {
  if (data.kind === "start") void start(data.folder);
  else if (data.kind === "references") take?.(data.bytes);
  else void check(data.id, data.request);
});

async function start(folder: string): Promise<void> {
  try {
    const began = performance.now();
    let isWanted = false;
    const references = new Promise<ArrayBuffer>((resolve) => { take = resolve; });
    const { dotnet } = (await import(`${folder}dotnet.js`)) as { readonly dotnet: Builder };
    const { getAssemblyExports, localHeapViewU8 } = await dotnet
      .withConfig({ runtimeOptions: INTERPRET })
      .withModuleConfig({
        onDownloadResourceProgress: (here: number, all: number) => {
          // The references are one file more, and the last.
          worker.postMessage({ kind: "progress", loaded: here / (all + 1) });
          if (isWanted || 2 * here < all || performance.now() - began > SOON) return;
          isWanted = true;
          worker.postMessage({ kind: "wanted" });
        },
      })
      .create();
    if (!isWanted) worker.postMessage({ kind: "wanted" });
    const exports = (await getAssemblyExports("Course.Browser.dll")).Course.Browser.CheckerExports;
    if (!isWanted) await rehearse(exports, references);
    const bytes = new Uint8Array(await references);

    // Whoever could still give them holds them, too.
    take = undefined;
    const address = exports.Reserve(bytes.length);
    localHeapViewU8().set(bytes, address);
    exports.Load(address, bytes.length);
    checker = exports;
    worker.postMessage({ kind: "ready" });
  } catch {
    // What the runtime throws differs from browser to browser; whether its files can be had tells the two reasons apart.
    const here = await fetch(`${folder}dotnet.js`).then(({ ok }) => ok, () => false);
    worker.postMessage({ kind: "failed", reason: here && (await runsWebAssembly()) ? "network" : here ? "unsupported" : "network" });
  }
}

/** Does what can be done without references until they come. */
async function rehearse(exports: Checker, references: Promise<unknown>): Promise<void> {
  let areHere = false;
  void references.then(() => { areHere = true; });
  for (let part = 0, isMore = true; isMore; part++) {
    // Messages are heard between two turns of the worker.
    await new Promise((turn) => setTimeout(turn));
    if (areHere) return;
    isMore = await exports.RehearseAsync(part);
  }
}

async function check(id: number, { text, language, exercise }: CheckRequest): Promise<void> {
  try {
    const began = performance.now();
    const report = await checker!.CheckAsync(text, language, exercise?.id ?? null, exercise?.absent ?? [], exercise?.present ?? []);
    worker.postMessage({ kind: "answer", id, report, milliseconds: performance.now() - began });
  } catch {
    // Whatever it was, a runtime that has thrown once is not trusted again.
    worker.postMessage({ kind: "crash", id });
  }
}

/** The eight bytes of an empty module: a page's policy may forbid it as well as an old browser. */
async function runsWebAssembly(): Promise<boolean> {
  try {
    await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    return true;
  } catch {
    return false;
  }
}
