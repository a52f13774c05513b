import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';

/** Packs parts, given as text or bytes by their path, into a ZIP archive in that order. */
export async function pack(parts: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, extendedTimestamp: false });
  for (const [name, part] of Object.entries(parts)) {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    await writer.add(name, new Uint8ArrayReader(bytes), { level: name === 'mimetype' ? 0 : 6 });
  }
  return writer.close();
}
