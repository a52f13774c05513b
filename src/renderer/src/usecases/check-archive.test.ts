import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deletePassages, deleteReports, newBatch, stepHistory } from './change-archive';
import { checkArchive } from './check-archive';
import { CHECKS, type CheckName } from './checks/findings';
import { loadCountries } from './load-countries';
import { anArchive, importTexts, must, tag, type TestArchive } from './testing/test-archive';

const HARBOUR = `The harbour

Crowds filled the quay 🚢 on Monday, and the ministry answered at night.

Dockers stayed at home.
`;
const MARKET = `The market

Traders closed their stalls. Police arrived late.
`;

// Reading the names of all countries in all languages takes seconds on a busy machine.
beforeAll(loadCountries, 60_000);

const open: TestArchive[] = [];
afterEach(async () => {
  for (const archive of open.splice(0)) {
    await archive.close();
    await archive.db.delete();
  }
});

/** Two reports, one of them deleted again, three passages, and a journal of every change. */
async function codedArchive(): Promise<TestArchive> {
  const archive = anArchive();
  open.push(archive);
  const [harbour, market] = await importTexts(archive, { 'harbour.txt': HARBOUR, 'market.txt': MARKET });
  await tag(archive, harbour!, 'the ministry answered', ['Ministry/KAZ'], {
    memo: 'Who?',
    status: 'claimed',
  });
  const dockers = await tag(archive, harbour!, 'Dockers', ['Dockers/KAZ', '/RUS']);
  await tag(archive, market!, 'Police', ['Police/KAZ']);
  must(await deletePassages(archive, [dockers]));
  must(await stepHistory(archive, 'undo'));
  must(await deleteReports(archive, [market!.id], newBatch(archive)));
  return archive;
}

async function failing(archive: TestArchive): Promise<CheckName[]> {
  const checks = must(await checkArchive(archive));
  expect(checks.map(({ check }) => check)).toEqual(CHECKS);
  for (const { ok, details } of checks) expect(details.length > 0).toBe(!ok);
  return checks.filter(({ ok }) => !ok).map(({ check }) => check);
}

test('a whole archive passes every check', async () => {
  const archive = await codedArchive();
  const checks = must(await checkArchive(archive));
  expect(checks.flatMap(({ details }) => details)).toEqual([]);
  expect(Object.fromEntries(checks.map(({ check, count }) => [check, count]))).toMatchObject({
    quotes: 2,
    texts: 2,
    originals: 1,
    journal: 7,
    index: 3,
  });
});

test('an empty archive passes every check', async () => {
  const archive = anArchive();
  open.push(archive);
  expect(await failing(archive)).toEqual([]);
});

describe('damage is found by the check it belongs to', () => {
  const DAMAGES: readonly (readonly [
    what: string,
    damage: (archive: TestArchive) => Promise<unknown>,
    found: readonly CheckName[],
  ])[] = [
    [
      'a number of rows that was not saved',
      ({ db }) =>
        db.meta
          .where('key')
          .equals('counts')
          .modify((row) => {
            if (row.key === 'counts') row.counts = { ...row.counts, memos: 9 };
          }),
      ['counts'],
    ],
    ['a change that waits for the journal unasked', ({ db }) => db.outbox.add({ seq: 99 }), ['counts']],
    [
      'an actor that pairs name',
      ({ db }) => db.actors.filter(({ name }) => name === 'Ministry').delete(),
      ['counts', 'references', 'store'],
    ],
    [
      'a country that is none',
      ({ db }) =>
        db.assignments
          .toCollection()
          .limit(1)
          .modify({ 'pair.country.code': 'QQQ' } as never),
      ['references', 'store'],
    ],
    [
      'a quote that is not what the text says',
      ({ db }) =>
        db.excerpts
          .toCollection()
          .limit(1)
          .modify({ 'quote.exact': 'words that never stood there' } as never),
      ['quotes', 'store'],
    ],
    [
      'a letter of a deleted report’s text',
      ({ db }) =>
        db.reportTexts.toCollection().modify((row) => {
          if (row.text.includes('Traders'))
            Object.assign(row, { text: row.text.replace('Traders', 'Tradors') });
        }),
      ['texts'],
    ],
    [
      'a letter of a text that no passage holds',
      ({ db }) =>
        db.reportTexts.toCollection().modify((row) => {
          Object.assign(row, { text: row.text.replace('Crowds', 'Clouds') });
        }),
      ['texts'],
    ],
    [
      'the bytes of an imported file',
      ({ host }) => {
        for (const key of host.originals.keys()) host.originals.set(key, new Uint8Array([1]));
        return Promise.resolve();
      },
      ['originals'],
    ],
    [
      'an imported file',
      ({ host }) => {
        host.originals.clear();
        return Promise.resolve();
      },
      ['originals'],
    ],
    [
      'a letter of the journal',
      ({ host: { journal } }) => {
        const lines = journal.content.lines.map((line) =>
          line.n === 3 ? { ...line, body: line.body.replace('Dockers', 'Doctors') } : line,
        );
        journal.replace({ ...journal.content, lines });
        return Promise.resolve();
      },
      ['journal', 'store'],
    ],
    [
      'the end of the journal',
      ({ host: { journal } }) => {
        journal.replace({ ...journal.content, lines: journal.content.lines.slice(0, -1) });
        return Promise.resolve();
      },
      ['journal', 'store'],
    ],
    [
      'a status that was never given',
      ({ db }) => db.excerpts.toCollection().limit(1).modify({ status: 'denied' }),
      ['store'],
    ],
    [
      'a change in the log',
      ({ db }) => db.changes.toCollection().limit(1).modify({ label: 'Something else' }),
      ['store'],
    ],
  ];

  test.each(DAMAGES)('%s', async (_what, damage, found) => {
    const archive = await codedArchive();
    await damage(archive);
    expect(await failing(archive)).toEqual(found);
  });

  test('a passage that the index does not know', async () => {
    const archive = await codedArchive();
    const counts = await archive.search.counts();
    Object.assign(archive.search, {
      counts: () => Promise.resolve({ ...counts, passages: counts!.passages - 1 }),
    });
    expect(await failing(archive)).toEqual(['index']);
  });
});

test('rows that cannot even be read fail the checks that need them and no other', async () => {
  const archive = await codedArchive();
  await archive.db.excerpts
    .toCollection()
    .limit(1)
    .modify((row) => Object.assign(row, { span: null }));
  expect(await failing(archive)).toEqual(['quotes', 'store', 'index']);
});

test('the older part of a log that is read back later is not missing', async () => {
  const archive = await codedArchive();
  await archive.db.changes.where('seq').belowOrEqual(4).delete();
  expect(await failing(archive)).toEqual(['counts', 'texts', 'store']);
  await archive.db.meta.put({ key: 'missing', from: 1, to: 4 });
  expect(await failing(archive)).toEqual([]);
  await archive.db.changes.delete(5);
  expect(await failing(archive)).toEqual(['counts', 'store']);
});

test('at most twenty findings are told, the rest is counted', async () => {
  const archive = anArchive();
  open.push(archive);
  const names = Array.from({ length: 25 }, (_, n) => [`${n}.txt`, `Report ${n}\n\nIt is number ${n}.\n`]);
  await importTexts(archive, Object.fromEntries(names) as Record<string, string>);
  archive.host.originals.clear();
  const originals = must(await checkArchive(archive)).find(({ check }) => check === 'originals')!;
  expect(originals).toMatchObject({ ok: false, count: 25 });
  expect(originals.details).toHaveLength(21);
  expect(originals.details.at(-1)).toBe('And 5 more.');
});

test('a check can be stopped', async () => {
  const archive = await codedArchive();
  const abort = new AbortController();
  const result = await checkArchive(archive, { signal: abort.signal, onChecked: () => abort.abort() });
  expect(result).toMatchObject({ ok: false, error: { code: 'check/cancelled' } });
});

test('a change meanwhile makes the result worthless', async () => {
  const archive = await codedArchive();
  let undone = false;
  archive.host.checkJournal = async () => {
    if (!undone) must(await stepHistory(archive, 'undo'));
    undone = true;
    return archive.host.journal.check();
  };
  expect(await checkArchive(archive)).toMatchObject({ ok: false, error: { code: 'check/changed' } });
});
