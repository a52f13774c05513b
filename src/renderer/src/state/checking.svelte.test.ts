import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadCountries } from '../usecases/load-countries';
import { anArchive, importTexts, type TestArchive } from '../usecases/testing/test-archive';
import { CheckSession } from './checking.svelte';
import { Messages } from './messages.svelte';

let archive: TestArchive;
let messages: Messages;
let session: CheckSession;
beforeAll(loadCountries, 60_000);
beforeEach(async () => {
  archive = anArchive();
  messages = new Messages();
  session = new CheckSession(archive, messages, '0.2.0');
  await importTexts(archive, { 'harbour.txt': 'The harbour\n\nCrowds filled the quay.\n' });
});
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

test('a check runs to its end and its report can be kept', async () => {
  archive.host.originals.clear();
  await session.start();
  expect(session).toMatchObject({ phase: 'done', faults: 1, share: 1, failure: null });
  expect(session.checks.find(({ name }) => name === 'originals')?.result?.ok).toBe(false);
  await session.saveReport();
  const [[name, bytes]] = [...archive.host.saved] as [[string, Uint8Array]];
  expect(name).toMatch(/^archive-check-\d{4}-\d\d-\d\d\.txt$/u);
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain('FAIL  Imported files (originals): 1 looked at');
  expect(text).toContain('The imported file “harbour.txt” is missing.');
  expect(text).toContain('1 of 8 checks failed.');
  expect(messages.list.at(-1)?.message).toContain(name);
});

test('closing stops it, and it can be started again', async () => {
  const running = session.start();
  session.close();
  await running;
  expect(session.phase).toBe('closed');
  await session.start();
  expect(session).toMatchObject({ phase: 'done', faults: 0 });
});

test('a check that proves nothing says why', async () => {
  archive.host.checkJournal = async () => {
    await importTexts(archive, { 'market.txt': 'The market\n\nTraders closed.\n' });
    return archive.host.journal.check();
  };
  await session.start();
  expect(session).toMatchObject({ phase: 'done', failure: { code: 'check/changed' } });
});
