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

/**
 * How often the newest code is checked again where nobody waits. An interpreter makes methods that run often faster, and the browser the
 * interpreter: measured, an edit takes a sixth less afterwards.
 */
const REHEARSALS = 24;

/** How long nobody must have written before it, and how long the worker rests between two, in milliseconds. */
const QUIET = 500;
const REST = 50;

interface Job {
  readonly request: CheckRequest;
  readonly resolve: (answer: CheckAnswer) => void;
}

/** What the worker is at; without a job nobody waits for it, or not any more. */
interface Task {
  readonly id: number;
  readonly request: CheckRequest;
  /** Whether the engine thought of it by itself. */
  readonly isOwn: boolean;
  job: Job | undefined;
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
  #at: Task | undefined;
  #next: Job | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;
  #deaths = 0;
  #first: number | undefined;
  /** The newest code that was checked well, and how often it may still be checked for nobody. */
  #known: CheckRequest | undefined;
  #rehearsals = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #written = 0;
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
    this.#rehearsals = REHEARSALS;
    this.#say("loading", 0);
    const worker = new Worker(this.#files.worker, { type: "module" });
    this.#worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<News>) => { if (worker === this.#worker) this.#hear(data); });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#die("crash");
    });
    this.#send({ kind: "start", folder: this.#files.folder });

    // The worker asks for it first: so it comes beside the worker's script, and where the host says that files keep, it is there by then.
    fetch(`${this.#files.folder}dotnet.js`).catch(() => undefined);
  }

  hold(): void {
    this.#written = performance.now();
    this.#rest();
  }

  check(request: CheckRequest): Promise<CheckAnswer> {
    return new Promise((resolve) => {
      this.#written = performance.now();
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
    this.#next = undefined;
    if (job !== undefined) this.#give(job.request, job);
    else if (this.#first === undefined) this.#give(WARM_UP, undefined);
    else this.#rest();
  }

  #give(request: CheckRequest, job: Job | undefined): void {
    clearTimeout(this.#quiet);
    this.#at = { id: ++this.#count, request, isOwn: job === undefined, job };
    const limit = this.#first === undefined ? this.#patience.first : Math.min(this.#patience.most, Math.max(this.#patience.least, 2 * this.#first));
    this.#timer = setTimeout(() => this.#die("time"), limit);
    this.#send({ kind: "check", id: this.#count, request });
  }

  /** Has the worker rehearse when it has been quiet for a while. A check comes after a pause of writing that is longer than a rehearsal. */
  #rest(): void {
    clearTimeout(this.#quiet);
    if (this.#at !== undefined || this.#known === undefined || this.#rehearsals === 0) return;
    this.#quiet = setTimeout(() => {
      if (this.state !== "ready" || this.#at !== undefined || this.#known === undefined) return;
      this.#rehearsals--;
      this.#give(this.#known, undefined);
    }, Math.max(REST, this.#written + QUIET - performance.now()));
  }

  #hear(news: News): void {
    switch (news.kind) {
      case "progress":
        if (this.state === "loading") this.#say("loading", news.loaded);
        return;
      case "wanted":
        void this.#refer();
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
        this.#take(this.#at, JSON.parse(news.report) as Report, news.milliseconds);
        this.#at = undefined;
        this.#turn();
    }
  }

  /** Gives the worker what code is compiled against. */
  async #refer(): Promise<void> {
    const worker = this.#worker;
    const bytes = await fetch(`${this.#files!.folder}references.bin`).then((response) => response.ok ? response.arrayBuffer() : undefined).catch(() => undefined);
    if (worker === undefined || worker !== this.#worker) return;
    if (bytes !== undefined) {
      worker.postMessage({ kind: "references", bytes } satisfies Order, [bytes]);
      return;
    }

    this.#end();
    this.#giveUp("network");
  }

  #take({ request, isOwn, job }: Task, report: Report, milliseconds: number): void {
    // Code that is refused is not looked at: the worker is as cold as before.
    if (report.refusal === undefined) {
      this.#first ??= milliseconds;
      if (!isOwn) this.#known = request;
    }
    job?.resolve({ kind: "report", report, milliseconds });
  }

  /** The worker is dead or does not answer: another takes its place, but never gets the same code. */
  #die(reason: "time" | "crash"): void {
    const at = this.#at;
    if (at !== undefined && !at.isOwn) this.#bombs.set(at.request.text, reason);

    // Code that ends the worker says nothing about the browser; a worker that ends by itself does.
    else if (at === undefined || at.request === WARM_UP) this.#deaths++;

    // It was checked well before: so it is no bomb, but nobody needs it once more.
    else this.#known = undefined;
    this.#end();
    at?.job?.resolve({ kind: "stopped", reason });
    if (this.#deaths >= MOST_DEATHS) this.#giveUp("unsupported");
    else this.start();
  }

  #end(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#quiet);
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
