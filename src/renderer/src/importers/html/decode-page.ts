import type { Result } from '$domain/result';
import { decode, type Decoded } from '../decode';

/** Bytes of a page in which it may say how it is encoded. @see https://html.spec.whatwg.org/#prescan-a-byte-stream */
const PRESCAN = 4096;

/**
 * Decodes a page: as `charset` says, else as it says of itself, else as any text. A page that says another encoding than
 * UTF-8 and is valid UTF-8 all the same is read as UTF-8: savers of pages convert and leave the old name. Fails as `decode`.
 */
export function decodePage(bytes: Uint8Array, charset: string | undefined): Result<Decoded> {
  const said = charset ?? saidBy(bytes);
  if (said === null || (charset === undefined && (isMarked(bytes) || isUtf8(bytes)))) return decode(bytes);
  const decoded = decode(bytes, said);
  return decoded.ok || charset !== undefined ? decoded : decode(bytes);
}

function saidBy(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN));
  const said =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/iu.exec(head)?.[1] ??
    /<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)/iu.exec(head)?.[1];
  if (said === undefined || /^utf-?16/iu.test(said)) return null;
  try {
    return new TextDecoder(said).encoding;
  } catch {
    return null;
  }
}

const isMarked = ([a, b]: Uint8Array): boolean =>
  (a === 0xef && b === 0xbb) || (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
