// Zip archives, as far as the projects of exercises need them (APPNOTE.TXT 6.3.3: no encryption, no zip64).

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let i = 0; i < 8; i++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 as zip wants it. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** An archive with the file of some name replaced; all others are taken over as they are, still packed. */
export function withFile(archive: Uint8Array, name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endRecord(view);
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let written = 0;
  let replaced = false;
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("This is not a zip archive.");
    const headerLength = 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const entry = archive.slice(at, at + headerLength);
    const header = new DataView(entry.buffer);
    const path = new TextDecoder().decode(entry.subarray(46, 46 + header.getUint16(28, true)));
    const offset = header.getUint32(42, true);
    const dataFrom = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    const isIt = path === name || path.endsWith(`/${name}`);
    const data = isIt ? content : archive.subarray(dataFrom, dataFrom + header.getUint32(20, true));
    if (isIt) {
      replaced = true;
      header.setUint16(10, 0, true);
      header.setUint32(16, crc32(content), true);
      header.setUint32(20, content.length, true);
      header.setUint32(24, content.length, true);
    }
    // Sizes stand in the local header, too, so that no descriptor has to follow the data.
    header.setUint16(8, header.getUint16(8, true) & ~8, true);
    header.setUint32(42, written, true);
    const local = localHeader(header, entry.subarray(46, 46 + header.getUint16(28, true)));
    locals.push(local, data);
    written += local.length + data.length;
    directory.push(entry);
    at += headerLength;
  }
  if (!replaced) throw new Error(`The archive has no ${name}.`);
  const tail = archive.slice(end, end + 22);
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  new DataView(tail.buffer).setUint32(12, size, true);
  new DataView(tail.buffer).setUint32(16, written, true);
  new DataView(tail.buffer).setUint16(20, 0, true);
  return join([...locals, ...directory, tail]);
}

function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new Error("This is not a zip archive.");
}

function localHeader(entry: DataView, name: Uint8Array): Uint8Array {
  const header = new Uint8Array(30 + name.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x04034b50, true);
  // Version, flags, method, time, date, checksum and both sizes stand in the same order as in the directory.
  header.set(new Uint8Array(entry.buffer, 6, 22), 4);
  view.setUint16(26, name.length, true);
  header.set(name, 30);
  return header;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
