import { createHash } from 'node:crypto';

/** A stretch of text on a page: points from the lower left, size in points. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
  readonly text: string;
}

/**
 * A PDF of pages of 612 by 792 points in Helvetica, its streams not compressed; with a password encrypted with a key of 40
 * bits. Text is in WinAnsi, so that a character is a byte. @see ISO 32000-1, 7.5
 */
export function buildPdf(
  pages: readonly (readonly Placed[])[],
  info = '',
  password: string | null = null,
): Uint8Array {
  const lock = password === null ? null : encryption(password);
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const kids = pages.map((_, i) => `${5 + 2 * i} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  for (const [i, page] of pages.entries()) {
    const content = page
      .map(({ x, y, size = 11, bold = false, text }) => {
        const escaped = text.replace(/[\\()]/gu, (char) => `\\${char}`);
        return `BT /${bold ? 'B' : 'R'} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`;
      })
      .join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /R 3 0 R /B 4 0 R >> >> /Contents ${6 + 2 * i} 0 R >>`,
    );
    const stream = lock ? lock.encrypt(objects.length + 1, content) : content;
    add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  }
  add(`<< ${info} >>`);
  const encrypt = lock ? ` /Encrypt ${lock.dictionary} /ID [<${lock.id}> <${lock.id}>]` : '';
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R${encrypt} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Uint8Array.from(file, (char) => char.charCodeAt(0));
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const md5 = (...parts: Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();

/** The standard security handler in its first revision. @see ISO 32000-1, 7.6.2 and 7.6.3 */
function encryption(password: string): {
  readonly id: string;
  readonly dictionary: string;
  encrypt(object: number, text: string): string;
} {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
  const id = md5(padded);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const key = md5(padded, owner, Buffer.from([0xfc, 0xff, 0xff, 0xff]), id).subarray(0, 5);
  const hex = (bytes: Buffer): string => `<${bytes.toString('hex')}>`;
  return {
    id: id.toString('hex'),
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(rc4(key, PADDING))} /P -4 >>`,
    encrypt: (object, text) =>
      rc4(
        md5(key, Buffer.from([object & 255, object >> 8, 0, 0, 0])).subarray(0, 10),
        Buffer.from(text, 'latin1'),
      ).toString('latin1'),
  };
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (i: number, j: number): void => {
    [state[i], state[j]] = [state[j]!, state[i]!];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return bytes.map((byte) => {
    i = (i + 1) & 255;
    j = (j + state[i]!) & 255;
    swap(i, j);
    return byte ^ state[(state[i]! + state[j]!) & 255]!;
  }) as Buffer;
}

/** Lines below each other from a height down. */
export function lines(
  texts: readonly string[],
  from: { x: number; y: number; size?: number },
  step = 14,
): Placed[] {
  return texts.map((text, i) => ({ ...from, y: from.y - i * step, text }));
}
