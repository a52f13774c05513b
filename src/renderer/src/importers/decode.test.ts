import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES as HOST_LIMIT } from '$contract/host-api';
import { decode, MAX_FILE_BYTES } from './decode';

const UTF8 = new TextEncoder();

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = [
    ...(mark ? [0xfeff] : []),
    ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
  ];
  const view = new DataView(new ArrayBuffer(units.length * 2));
  units.forEach((unit, i) => {
    view.setUint16(i * 2, unit, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

/** Encodes by looking every character up in the decoder's table of one-byte characters. */
function oneByte(text: string, encoding: string): Uint8Array {
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  return Uint8Array.from(text, (char) => {
    const byte = all.indexOf(char);
    if (byte === -1) throw new Error(`${encoding} has no ${char}`);
    return byte;
  });
}

const RUSSIAN = 'Протесты в городе';
const LONG_RUSSIAN = `${RUSSIAN} продолжались весь день. По данным властей, «задержаны» сотни человек — 6 января.`;

describe('decode', () => {
  it.each([true, false])('reads UTF-8 and UTF-16, with a byte order mark: %s', (mark) => {
    const text = 'Протесты — protests 😀\nsecond line';
    const utf8 = UTF8.encode((mark ? '\ufeff' : '') + text);
    expect(decode(utf8)).toMatchObject({ ok: true, value: { text, encoding: 'utf-8', notes: [] } });
    for (const little of [true, false]) {
      expect(decode(utf16(text, little, mark))).toMatchObject({
        ok: true,
        value: { text, encoding: little ? 'utf-16le' : 'utf-16be', notes: [] },
      });
    }
  });

  it.each([
    ['windows-1251', RUSSIAN],
    ['windows-1251', LONG_RUSSIAN],
    ['windows-1251', 'Протестувальники зібралися на площі, і поліція відповіла їм вогнем.'],
    ['windows-1251', 'ПРОТЕСТЫ В ГОРОДЕ'],
    ['windows-1251', 'Привет'],
    ['koi8-r', RUSSIAN],
    ['ibm866', RUSSIAN],
    ['iso-8859-5', RUSSIAN],
    ['windows-1252', 'Les manifestants ont été arrêtés à Lyon, où la grève dure déjà « trop longtemps ».'],
    ['iso-8859-7', 'Οι διαδηλωτές συγκεντρώθηκαν στην πλατεία και η αστυνομία απάντησε'],
    [
      'iso-8859-2',
      'Protestujący zebrali się na placu, a policja odpowiedziała ogniem. Władze ogłosiły żałobę.',
    ],
  ])('recognises %s: %s', (encoding, text) => {
    const result = decode(oneByte(text, encoding));
    expect(result).toMatchObject({ ok: true, value: { text, encoding } });
    expect(result.ok && result.value.notes.map((note) => note.code)).toEqual(['import/encoding-guessed']);
  });

  it('reads UTF-8 that was cut within a character, and says that something is damaged', () => {
    const bytes = UTF8.encode(LONG_RUSSIAN.slice(0, 40)).slice(0, -1);
    expect(decode(bytes)).toMatchObject({
      ok: true,
      value: { encoding: 'utf-8', notes: [{ code: 'import/undecodable' }] },
    });
  });

  it.each([
    ['import/empty', new Uint8Array()],
    ['import/empty', UTF8.encode(' \n\t\u00a0\ufeff\n')],
    ['import/empty', Uint8Array.of(0)],
    ['import/binary', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) & 0xff)],
    ['import/unsupported', UTF8.encode('%PDF-1.7 and so on')],
    ['import/unsupported', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0)],
    ['import/unsupported', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['import/too-large', new Uint8Array(MAX_FILE_BYTES + 1)],
  ])('refuses with %s (case %#)', (code, bytes) => {
    expect(decode(bytes)).toMatchObject({ ok: false, error: { code } });
  });

  it('has the limit that the host has', () => {
    expect(MAX_FILE_BYTES).toBe(HOST_LIMIT);
  });
});
