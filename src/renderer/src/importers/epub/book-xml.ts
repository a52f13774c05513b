import { fail, type Result } from '$domain/result';
import { readXmlBytes, type XmlElement } from '../xml-reader';
import type { ZipArchive } from '../zip/zip-archive';

/** Bytes at the beginning of a part in which it may declare a document type. */
const HEAD = 2048;
/** A type that names its definition and declares nothing itself, as EPUB 2 asks for. */
const DOCTYPE = /<!DOCTYPE\s+[\w:.-]+(?:\s+(?:PUBLIC|SYSTEM)(?:\s+(?:"[^"]*"|'[^']*')){0,2})?\s*>/u;

/**
 * Reads an XML part of a book. A document type that only names its definition is passed over, nothing is fetched; one
 * that declares something is refused. Fails as the archive and `readXmlBytes` do, never by throwing.
 */
export async function readBookXml(archive: ZipArchive, path: string): Promise<Result<XmlElement>> {
  const bytes = await archive.read(path);
  return bytes.ok ? readXmlBytes(withoutDoctype(bytes.value)) : fail(bytes.error);
}

function withoutDoctype(bytes: Uint8Array): Uint8Array {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  const found = DOCTYPE.exec(head);
  if (found === null) return bytes;
  const copy = bytes.slice();
  copy.fill(0x20, found.index, found.index + found[0].length);
  return copy;
}
