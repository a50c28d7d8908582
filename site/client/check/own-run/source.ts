// A log from a file or from the clipboard, read piece by piece so that the page stays alive.
import { LogReader, type RunLog } from "./log";

/** Why something is no log. */
export type Refusal = "not-text" | "too-long" | "empty" | "no-numbers" | "unreadable";

/** The most that is read, in bytes, and how long the page may be kept busy at a time, in milliseconds. */
export const MOST_BYTES = 256 * 1024 * 1024;
const SLICE = 10;

/** How much of it is looked at to tell text from other data. */
const SAMPLE = 64 * 1024;

/** Reads a log. `progress` hears how much of it is done, from 0 to 1. */
export async function readSource(source: Blob, signal: AbortSignal, progress: (part: number) => void = () => undefined): Promise<RunLog | Refusal> {
  if (source.size === 0) return "empty";
  if (source.size > MOST_BYTES) return "too-long";
  try {
    const encoding = encodingOf(new Uint8Array(await source.slice(0, SAMPLE).arrayBuffer()));
    if (encoding === undefined) return "not-text";
    const reader = new LogReader();
    const decoder = new TextDecoder(encoding);
    const stream = source.stream().getReader();
    let busySince = performance.now();
    let read = 0;
    for (;;) {
      const { done, value } = await stream.read();
      signal.throwIfAborted();
      if (done) break;
      // A browser hands over pieces of several megabytes, too.
      for (let at = 0; at < value.length; at += SAMPLE) {
        reader.add(decoder.decode(value.subarray(at, at + SAMPLE), { stream: true }));
        if (performance.now() - busySince < SLICE) continue;
        progress(Math.min(1, (read + at) / source.size));
        await pause();
        signal.throwIfAborted();
        busySince = performance.now();
      }
      read += value.length;
    }
    reader.add(decoder.decode());
    const log = reader.end();
    return log.used === 0 ? "no-numbers" : log;
  } catch (failure) {
    if (signal.aborted) throw failure;
    return "unreadable";
  }
}

/** The encoding of a text by its first bytes: UTF-8, or the UTF-16 of Windows PowerShell's redirection; undefined for what is no text. */
export function encodingOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  let strange = 0;
  for (const byte of bytes) {
    if (byte === 0) return undefined;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) strange++;
  }
  // Korean of an older code page is no UTF-8, but its numbers are; noise is neither.
  const wrong = new TextDecoder().decode(bytes).match(/\ufffd/gu)?.length ?? 0;
  return strange > bytes.length / 100 || wrong > bytes.length / 4 ? undefined : "utf-8";
}

/** Lets the page draw and answer. */
const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve); });
