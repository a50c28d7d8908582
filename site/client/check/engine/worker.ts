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
let checker: Checker | undefined;

// Else dotnet.js takes the worker for one of its own threads, and waits for orders that never come.
worker.dotnetSidecar = true;
worker.addEventListener("message", ({ data }) => { void (data.kind === "start" ? start(data.folder) : check(data.id, data.request)); });

async function start(folder: string): Promise<void> {
  try {
    const references = download(`${folder}references.bin`);
    // Where the runtime does not come either, nobody asks for them any more.
    references.catch(() => undefined);
    const { dotnet } = (await import(`${folder}dotnet.js`)) as { readonly dotnet: Builder };
    const { getAssemblyExports, localHeapViewU8 } = await dotnet
      .withConfig({ runtimeOptions: INTERPRET })
      .withModuleConfig({ onDownloadResourceProgress: (here: number, all: number) => worker.postMessage({ kind: "progress", loaded: all > 0 ? here / all : 0 }) })
      .create();
    const exports = (await getAssemblyExports("Course.Browser.dll")).Course.Browser.CheckerExports;
    const bytes = await references;
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

async function download(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
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
