// The page's side of the checker: keeps one worker alive, gives it the newest code, and ends it when it does not answer.
import type { CheckAnswer, CheckEngine, CheckRequest, EngineState, Report } from "../protocol";
import type { News, Order } from "./messages";

/** Where the checker's files are, as full addresses. */
export interface EngineFiles {
  /** The worker's script. */
  readonly worker: string;
  /** The folder of the runtime, with a slash at its end. */
  readonly folder: string;
}

/** How long things may take, in milliseconds. */
export interface Patience {
  /** The first check, which makes the symbols of all references: on slow telephones more than ten seconds. */
  readonly first: number;
  /** A later check takes less than the first; it is given twice the first's time within these bounds. */
  readonly least: number;
  readonly most: number;
}

const PATIENCE: Patience = { first: 40_000, least: 4_000, most: 20_000 };

/** Workers that die before they answer anything: then the browser cannot run the checker. */
const MOST_DEATHS = 3;

/** What a new worker is warmed with where nobody waits: the first check makes the symbols that all later ones use. */
const WARM_UP: CheckRequest = {
  language: "en",
  text: "using static TorchSharp.torch;\nusing static TorchSharp.torch.nn;\nvar model = Linear(2, 1);\nvar optimizer = optim.SGD(model.parameters(), 0.1);\n"
    + "for (var i = 0; i < 3; i++) {\n    using var loss = functional.mse_loss(model.forward(randn(4, 2)), zeros(4, 1));\n    optimizer.zero_grad();\n    loss.backward();\n    optimizer.step();\n}\n",
};

interface Job {
  readonly request: CheckRequest;
  readonly resolve: (answer: CheckAnswer) => void;
}

/** Makes the engine; without files there is none, and it says so. */
export function createEngine(files: EngineFiles | undefined, patience: Patience = PATIENCE): CheckEngine {
  return new Supervisor(files, patience);
}

class Supervisor implements CheckEngine {
  state: EngineState = "idle";
  readonly #files: EngineFiles | undefined;
  readonly #patience: Patience;
  readonly #listeners: ((state: EngineState, loaded: number) => void)[] = [];
  #reason: "missing" | "unsupported" | "network" | undefined;
  #worker: Worker | undefined;
  /** What the worker is at; without a job it is at a warm-up, or at something that nobody waits for any more. */
  #at: { readonly id: number; readonly text: string; job: Job | undefined } | undefined;
  #next: Job | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;
  #deaths = 0;
  #first: number | undefined;
  /** Texts that ended a worker are not given to the next one. */
  readonly #bombs = new Map<string, "time" | "crash">();

  constructor(files: EngineFiles | undefined, patience: Patience) {
    this.#files = files;
    this.#patience = patience;
    if (files === undefined) this.#giveUp("missing");
    else if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") this.#giveUp("unsupported");
  }

  watch(listener: (state: EngineState, loaded: number) => void): void {
    this.#listeners.push(listener);
  }

  start(): void {
    // A network may be back; the other reasons last.
    if (this.#worker !== undefined || this.#files === undefined || (this.#reason !== undefined && this.#reason !== "network")) return;
    this.#reason = undefined;
    this.#first = undefined;
    this.#say("loading", 0);
    const worker = new Worker(this.#files.worker, { type: "module" });
    this.#worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<News>) => { if (worker === this.#worker) this.#hear(data); });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#die("crash");
    });
    this.#send({ kind: "start", folder: this.#files.folder });
  }

  check(request: CheckRequest): Promise<CheckAnswer> {
    return new Promise((resolve) => {
      for (const job of [this.#next, this.#at?.job]) job?.resolve({ kind: "superseded" });
      this.#next = undefined;
      if (this.#at !== undefined) this.#at.job = undefined;
      const bomb = this.#bombs.get(request.text);
      if (bomb !== undefined) {
        resolve({ kind: "stopped", reason: bomb });
        return;
      }
      this.start();
      if (this.#reason !== undefined) {
        resolve({ kind: "unavailable", reason: this.#reason });
        return;
      }
      this.#next = { request, resolve };
      this.#turn();
    });
  }

  stop(): void {
    for (const job of [this.#next, this.#at?.job]) job?.resolve({ kind: "superseded" });
    this.#next = undefined;
    this.#end();
    if (this.#reason === undefined) this.#say("idle", 0);
  }

  /** Gives the worker what waits for it. */
  #turn(): void {
    if (this.state !== "ready" || this.#at !== undefined) return;
    const job = this.#next;
    if (job === undefined && this.#first !== undefined) return;
    this.#next = undefined;
    const request = job?.request ?? WARM_UP;
    this.#at = { id: ++this.#count, text: request.text, job };
    const limit = this.#first === undefined ? this.#patience.first : Math.min(this.#patience.most, Math.max(this.#patience.least, 2 * this.#first));
    this.#timer = setTimeout(() => this.#die("time"), limit);
    this.#send({ kind: "check", id: this.#count, request: JSON.stringify(request) });
  }

  #hear(news: News): void {
    switch (news.kind) {
      case "progress":
        if (this.state === "loading") this.#say("loading", news.loaded);
        return;
      case "ready":
        this.#say("ready", 1);
        this.#turn();
        return;
      case "failed":
        this.#end();
        this.#giveUp(news.reason);
        return;
      case "crash":
        this.#die("crash");
        return;
      default:
        if (news.id !== this.#at?.id) return;
        clearTimeout(this.#timer);
        this.#deaths = 0;
        this.#first ??= news.milliseconds;
        this.#at.job?.resolve({ kind: "report", report: JSON.parse(news.report) as Report, milliseconds: news.milliseconds });
        this.#at = undefined;
        this.#turn();
    }
  }

  /** The worker is dead or does not answer: another takes its place, but never gets the same code. */
  #die(reason: "time" | "crash"): void {
    const at = this.#at;
    if (at !== undefined && at.text !== WARM_UP.text) this.#bombs.set(at.text, reason);
    this.#end();
    at?.job?.resolve({ kind: "stopped", reason });

    // Code that ends the worker says nothing about the browser; a worker that ends by itself does.
    if (at === undefined || at.text === WARM_UP.text) this.#deaths++;
    if (this.#deaths >= MOST_DEATHS) this.#giveUp("unsupported");
    else this.start();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#at = undefined;
  }

  #giveUp(reason: "missing" | "unsupported" | "network"): void {
    this.#reason = reason;
    this.#next?.resolve({ kind: "unavailable", reason });
    this.#next = undefined;
    this.#say("unavailable", 0);
  }

  #send(order: Order): void {
    this.#worker?.postMessage(order);
  }

  #say(state: EngineState, loaded: number): void {
    this.state = state;
    for (const listener of this.#listeners) listener(state, loaded);
  }
}
