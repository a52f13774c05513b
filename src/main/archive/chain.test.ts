import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEFORE_HEADER, follow, formatHeader, formatLine, GENESIS, parseLine, readHeader } from './chain';

const SEED = { seed: 20_260_304 };
const PREV = 'ab'.repeat(32);
const HEADER = { storeId: '5f0c6c0a-1f0e-4a53-9a55-3f0b0f2a8a01', createdAt: '2026-03-04T05:06:07.008Z' };

describe('a line', () => {
  it('is as documented', () => {
    const { line, hash } = formatLine(1, PREV, '{"a":1}');
    expect(hash).toBe('fae97f2791eb33585d5580ce7e0f73dfff4757cf00dd8454661d5d9805e1b453');
    expect(line).toBe(`{"n":1,"prev":"${PREV}","hash":"${hash}","body":{"a":1}}\n`);
    expect(JSON.parse(line)).toEqual({ n: 1, prev: PREV, hash, body: { a: 1 } });
  });

  it('is read back as it was written, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('Қ', '\u2028', '\ud800', '\0', '\n', '\r', '"', '\\', '}', '𐍈') }),
    );
    fc.assert(
      fc.property(fc.nat({ max: 1e14 }), text, text, (n, name, value) => {
        const body = JSON.stringify({ [name]: value });
        const { line, hash } = formatLine(n, PREV, body);
        expect(parseLine(line)).toEqual({ n, prev: PREV, hash, body });
        expect(parseLine(line.slice(0, -1))).toEqual({ n, prev: PREV, hash, body });
      }),
      SEED,
    );
  });

  it.each([
    ['a newline', '{"a":\n1}'],
    ['a carriage return', '{"a":1}\r'],
    ['half a character', '"\ud800"'],
    ['nothing', ''],
  ])('cannot hold %s', (_name, body) => {
    expect(() => formatLine(1, PREV, body)).toThrow(/one line/);
  });

  const { line } = formatLine(12, PREV, '{"a":"Қ"}');
  it.each([
    ['an empty text', ''],
    ['another number', line.replace('"n":12', '"n":13')],
    ['a number written otherwise', line.replace('"n":12', '"n":012')],
    ['another body', line.replace('Қ', 'К')],
    ['a space', line.replace('"body":', '"body": ')],
    ['a space after it', `${line} `],
    ['a carriage return', line.replace('\n', '\r\n')],
    ['two newlines', `${line}\n`],
    ['no end', line.slice(0, -2)],
    ['no body', line.replace('{"a":"Қ"}', '')],
    ['capitals in the hash', line.replaceAll('ab', 'AB')],
  ])('with %s is none', (_name, text) => {
    expect(parseLine(line)).not.toBeNull();
    expect(parseLine(text)).toBeNull();
  });
});

describe('the header', () => {
  it('says whose journal it is', () => {
    expect(readHeader(formatHeader(HEADER))).toEqual(HEADER);
  });

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['another format', formatHeader(HEADER).replace('commonplace', 'other')],
    ['no store', formatHeader({ ...HEADER, storeId: '' })],
    ['no version', formatHeader(HEADER).replace('"version":1', '"version":"1"')],
    ['an older version', formatHeader(HEADER).replace('"version":1', '"version":0')],
  ])('is refused when it is %s', (_name, body) => {
    expect(readHeader(body)).toBeNull();
  });

  it('of a later version is told apart', () => {
    const body = formatHeader(HEADER).replace('"version":1', '"version":2,"more":true');
    expect(readHeader(body)).toEqual({ newer: true });
    expect(follow(BEFORE_HEADER, Buffer.from(formatLine(0, GENESIS, body).line))).toMatchObject({
      code: 'journal/newer',
    });
  });
});

describe('the chain', () => {
  const header = formatLine(0, GENESIS, formatHeader(HEADER));
  const first = formatLine(1, header.hash, '1');
  const after = (n: number, hash: string | null, line: string) => follow({ n, hash }, Buffer.from(line));

  it('goes on with the next line only', () => {
    expect(after(-1, GENESIS, header.line)).toMatchObject({ n: 0, hash: header.hash });
    expect(after(0, header.hash, first.line)).toMatchObject({ n: 1, hash: first.hash });
    expect(after(0, null, first.line)).toMatchObject({ n: 1 });
  });

  it.each([
    ['a line twice', 1, first.hash, first.line, 'change 2'],
    ['a gap', 0, header.hash, formatLine(2, header.hash, '1').line, 'change 1'],
    ['another history', 0, PREV, first.line, 'change 1'],
    ['a first line that is no header', -1, GENESIS, formatLine(0, GENESIS, '{}').line, 'beginning'],
  ])('breaks at %s', (_name, n, hash, line, where) => {
    const fault = after(n, hash, line);
    expect(fault).toMatchObject({ code: 'journal/damaged', message: expect.stringContaining(where) });
  });
});
