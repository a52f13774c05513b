import { expect, test } from 'vitest';
import { done } from '../outcome';
import { formatLine, GENESIS } from './chain';
import { rankSources, type Source } from './sources';

/** A source whose changes are named by the letters of `history`: equal beginnings are the same chain. */
function aSource(kind: Source['kind'], history: string, createdAt: string | null = null): Source {
  let prev = GENESIS;
  const lines = ['{"header":true}', ...[...history].map((letter) => JSON.stringify({ letter }))].map(
    (body, n) => {
      const { line, hash } = formatLine(n, prev, body);
      prev = hash;
      return line;
    },
  );
  return {
    kind,
    name: `${kind} ${history}`,
    storeId: 'store',
    seq: history.length,
    createdAt,
    rows: null,
    sha256: null,
    read: () => Promise.resolve(done({ bodies: [], done: true })),
    lines: async function* () {
      yield Buffer.from(lines.join(''));
    },
    extractOriginals: () => Promise.resolve(done(0)),
    close: () => Promise.resolve(),
  };
}

const names = async (journal: string | null, backups: [history: string, at: string][], lastSeq: number) =>
  (
    await rankSources(
      journal === null ? null : aSource('journal', journal),
      backups.map(([history, at]) => aSource('backup', history, at)),
      lastSeq,
    )
  ).map(({ name }) => name);

test('a journal that reaches all that was saved comes first, whatever the backups hold', async () => {
  // Restored from “ab” and coded on; the backup before the restore has more changes.
  expect(
    await names(
      'abX',
      [
        ['abcdefg', '2026-03-02'],
        ['ab', '2026-03-01'],
      ],
      3,
    ),
  ).toEqual(['journal abX', 'backup ab', 'backup abcdefg']);
});

test('a backup that continues a journal cut short comes before it', async () => {
  expect(
    await names(
      'ab',
      [
        ['abcd', '2026-03-02'],
        ['abc', '2026-03-01'],
      ],
      5,
    ),
  ).toEqual(['backup abcd', 'backup abc', 'journal ab']);
});

test('without a journal the newest backup comes first', async () => {
  expect(
    await names(
      null,
      [
        ['abcdefg', '2026-03-01'],
        ['abX', '2026-03-02'],
      ],
      3,
    ),
  ).toEqual(['backup abX', 'backup abcdefg']);
});
