/** All files of one build, as the build lists them. */
export interface FileList {
  /** Hash (the first 128 bits of SHA-256, in hex) and bytes by path below the site's root. */
  readonly files: Readonly<Record<string, readonly [hash: string, bytes: number]>>;
  /** What every page needs. */
  readonly shell: readonly string[];
  /** What belongs to a track, by its id. */
  readonly tracks: Readonly<Record<string, readonly string[]>>;
}

/** A folder's address stands for its index.html. */
export function pathOf(address: string, scope: string): string | undefined {
  const url = new URL(address);
  const home = new URL(scope);
  if (url.origin !== home.origin || !url.pathname.startsWith(home.pathname)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname.slice(home.pathname.length));
  } catch {
    return undefined;
  }
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** Pictures that a page shows lie in its folder. */
export function picturesOf(page: string, { files }: FileList): string[] {
  const folder = page.slice(0, page.lastIndexOf("/") + 1);
  if (folder === "") return [];
  return Object.keys(files).filter((path) => path.startsWith(folder) && /\.(avif|gif|jpe?g|png|svg|webp)$/.test(path) && !path.endsWith("/card.png"));
}

/** Whether bytes are what the build made. */
export async function isGenuine(bytes: ArrayBuffer, hash: string): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}
