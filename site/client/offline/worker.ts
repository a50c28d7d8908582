// What a service worker sees. TypeScript's own declarations of it cannot stand beside those of pages.

export interface WaitingEvent { waitUntil(work: Promise<unknown>): void }

export interface AskedEvent extends WaitingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

export interface ToldEvent extends WaitingEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

export interface Worker {
  readonly registration: { readonly scope: string; update(): Promise<unknown> };
  readonly clients: { claim(): Promise<void>; matchAll(options: { includeUncontrolled: boolean; type: "window" }): Promise<readonly { readonly url: string }[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: WaitingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: AskedEvent) => void): void;
  addEventListener(type: "message", listener: (event: ToldEvent) => void): void;
}
