import { isGenuine, type FileList } from "./list";

/** How many files are asked for at once. */
const AT_ONCE = 6;

/** The files of one build that this browser keeps. None of another build is ever among them: what arrives is held against the build's hash. */
export class Shelf {
  private constructor(private readonly cache: Cache, private readonly scope: string, readonly list: FileList) {}

  /** Opens the shelf of a build; its list is fetched where it is not there. */
  static async open(name: string, scope: string, listPath: string): Promise<Shelf> {
    const cache = await caches.open(name);
    const address = scope + listPath;
    let list = await cache.match(address);
    if (list === undefined) {
      list = await fetch(address, { cache: "no-cache" });
      if (!list.ok) throw new Error(`${address}: ${list.status}`);
      await cache.put(address, list.clone());
      await cache.put(`${scope}.list`, list.clone());
    }
    return new Shelf(cache, scope, (await list.json()) as FileList);
  }

  /** Opens the shelf of an earlier build, or nothing where it has no list. */
  static async earlier(name: string, scope: string): Promise<Shelf | undefined> {
    const cache = await caches.open(name);
    const list = await cache.match(`${scope}.list`);
    return list === undefined ? undefined : new Shelf(cache, scope, (await list.json()) as FileList);
  }

  /** A kept file. */
  find(path: string): Promise<Response | undefined> {
    return this.cache.match(this.address(path));
  }

  /** Paths of all kept files. */
  async paths(): Promise<string[]> {
    const known = new Map(Object.keys(this.list.files).map((path) => [this.address(path), path]));
    return (await this.cache.keys()).map(({ url }) => known.get(url)).filter((path) => path !== undefined);
  }

  /** Keeps what a host answered, where it is a file of this build. */
  async keep(path: string, response: Response): Promise<boolean> {
    const wanted = this.list.files[path];
    if (wanted === undefined || !response.ok) return false;
    const bytes = await response.arrayBuffer();
    if (!(await isGenuine(bytes, wanted[0]))) return false;
    // Made anew, because a response that was redirected must not answer a navigation, and because its bytes are no longer compressed.
    const headers = new Headers(response.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    await this.cache.put(this.address(path), new Response(bytes, { headers }));
    return true;
  }

  /** Gets files that are not kept yet: from an earlier shelf where they are the same, else from the host. */
  async fill(paths: Iterable<string>, from: readonly Shelf[] = [], step: () => void = () => {}): Promise<void> {
    const waiting = [...new Set(paths)].values();
    const work = async (): Promise<void> => {
      for (const path of waiting) {
        if ((await this.find(path)) === undefined && !(await this.take(path, from))) {
          const response = await fetch(this.address(path), { cache: "no-cache" });
          if (!(await this.keep(path, response))) throw new Error(`${path} is not the file of this build`);
        }
        step();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Lets files go. */
  async drop(paths: Iterable<string>): Promise<void> {
    for (const path of paths) await this.cache.delete(this.address(path));
  }

  /** The tracks that the reader asked for. */
  async tracks(): Promise<string[]> {
    const noted = await this.cache.match(`${this.scope}.tracks`);
    return noted === undefined ? [] : ((await noted.json()) as string[]).filter((id) => id in this.list.tracks);
  }

  /** Notes the tracks that the reader asked for. */
  async note(tracks: readonly string[]): Promise<void> {
    await this.cache.put(`${this.scope}.tracks`, new Response(JSON.stringify([...new Set(tracks)])));
  }

  /** Keeps the scripts of an earlier build beside its own: a page that is open may still ask for them, and their names carry their hash. */
  async inherit(earlier: Shelf): Promise<void> {
    for (const path of earlier.list.shell.filter((shell) => shell.startsWith("assets/") && !(shell in this.list.files))) {
      const file = await earlier.find(path);
      if (file !== undefined) await this.cache.put(this.address(path), file);
    }
  }

  private async take(path: string, from: readonly Shelf[]): Promise<boolean> {
    const hash = this.list.files[path]?.[0];
    for (const shelf of from) {
      if (hash === undefined || shelf.list.files[path]?.[0] !== hash) continue;
      const file = await shelf.find(path);
      if (file === undefined) continue;
      await this.cache.put(this.address(path), file);
      return true;
    }
    return false;
  }

  private address(path: string): string {
    return this.scope + encodeURI(path).replace(/(^|\/)index\.html$/, "$1");
  }
}
