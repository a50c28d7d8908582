// Code in the fragment of a link, which browsers send to nobody: UTF-8, deflated, as base64url.

/** The longest code that a link carries, in bytes of UTF-8, which is what the checker reads; and the longest fragment. */
export const LONGEST_CODE = 64 * 1024;
export const LONGEST_FRAGMENT = 64 * 1024;

const KEY = "code=";

/** What a fragment asks for. */
export type Fragment =
  | { readonly kind: "none" }
  | { readonly kind: "example"; readonly name: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "trouble"; readonly reason: "damaged" | "too-long" | "not-text" | "unsupported" };

/** The fragment that carries a code, without its hash sign; undefined where the code is too long for a link. */
export async function writeFragment(text: string): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > LONGEST_CODE) return undefined;
  const packed = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).bytes();
  const fragment = KEY + toBase64Url(packed);
  return fragment.length > LONGEST_FRAGMENT ? undefined : fragment;
}

/** Reads a fragment, with its hash sign or without. Whatever is in it, the answer is one of four, and no more is unpacked than a code may be long. */
export async function readFragment(hash: string): Promise<Fragment> {
  const fragment = hash.replace(/^#/u, "");
  if (fragment === "") return { kind: "none" };
  if (!fragment.startsWith(KEY)) return /^[A-Z]{2}\d{4}-[a-z]+$/u.test(fragment) ? { kind: "example", name: fragment } : { kind: "none" };
  if (fragment.length > LONGEST_FRAGMENT) return { kind: "trouble", reason: "too-long" };
  const packed = fromBase64Url(fragment.slice(KEY.length));
  if (packed === undefined || packed.length === 0) return { kind: "trouble", reason: "damaged" };
  if (typeof DecompressionStream === "undefined") return { kind: "trouble", reason: "unsupported" };
  const bytes = await unpack(packed);
  if (typeof bytes === "string") return { kind: "trouble", reason: bytes };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[\0-\x08\x0e-\x1f\x7f]/u.test(text) ? { kind: "trouble", reason: "not-text" } : { kind: "code", text: text.replace(/\r\n?/gu, "\n") };
  } catch {
    return { kind: "trouble", reason: "not-text" };
  }
}

/** Unpacks piece by piece and stops at the first byte too many, so that a small link cannot become a large text. */
async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | "damaged" | "too-long"> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const bytes = new Uint8Array(LONGEST_CODE);
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return bytes.subarray(0, length);
      if (length + value.length > LONGEST_CODE) {
        await reader.cancel().catch(() => undefined);
        return "too-long";
      }
      bytes.set(value, length);
      length += value.length;
    }
  } catch {
    return "damaged";
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/gu, "-").replace(/\//gu, "_").replace(/=+$/u, "");
}

/** Undefined for what is no base64url. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/u.test(text) || text.length % 4 === 1) return undefined;
  try {
    return Uint8Array.from(atob(text.replace(/-/gu, "+").replace(/_/gu, "/")), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
