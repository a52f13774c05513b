import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IMPORTERS, parseFile } from './registry';

/** One text in many formats, kept beside the project where there is a copy of the test data. */
const FOLDER = resolve('..', 'shared', 'data', 'files', 'same-text');

async function blocksOf(name: string): Promise<string[]> {
  const parsed = await parseFile(name, new Uint8Array(readFileSync(join(FOLDER, name))));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.error.message}`);
  const { text, blocks } = parsed.value;
  return blocks.map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`);
}

describe.skipIf(!existsSync(FOLDER))('the same text in every format gives the same blocks', () => {
  const names = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const known = new Set(IMPORTERS.flatMap(({ extensions }) => extensions));
  const plain = names.find((name) => name.endsWith('.txt')) ?? '';
  const others = names.filter((name) => name !== plain && known.has(name.slice(name.lastIndexOf('.') + 1)));

  it('in nine of them', () => {
    expect(others.length).toBeGreaterThanOrEqual(8);
  });

  it.each(others.length > 0 ? others : ['none'])('%s', async (name) => {
    expect(await blocksOf(name)).toEqual(await blocksOf(plain));
  });
});
