import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { journalOf } from './testing/sample-backup';
import {
  bytesOf,
  joined,
  keep,
  makePlace,
  noise,
  openSample,
  optionsFor,
  sha256Of,
  STORE_ID,
  value,
  writeSample,
  writeTables,
  type Place,
} from './testing/sample-backup';
import { beginBackup, type BackupOptions } from './backup-writer';

let place: Place;

beforeEach(() => {
  place = makePlace();
});
afterEach(() => {
  place.remove();
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'write' });
}

async function finishWith(options: Partial<BackupOptions>): Promise<string> {
  const writer = value(await beginBackup({ ...optionsFor(place), ...options }));
  await writeTables(writer);
  const outcome = await writer.finish();
  expect(filesIn(place.backups)).toEqual([]);
  expect(JSON.stringify(outcome)).not.toContain(place.root);
  return outcome.ok ? 'done' : outcome.code;
}

describe('a plain backup', () => {
  it('is a ZIP that any program reads, with checksums for sha256sum', async () => {
    const small = keep(place.originals, bytesOf('An old report.'.repeat(1000)));
    const large = keep(place.originals, noise(5_000_000, 7));
    const file = await writeSample(place, { originals: [small, large, small] });

    const zip = await openPromise(file.path);
    const contents = new Map<string, Buffer>();
    const methods = new Map<string, number>();
    for await (const entry of zip.eachEntry()) {
      contents.set(entry.fileName, await joined(await zip.openReadStreamPromise(entry)));
      methods.set(entry.fileName, entry.compressionMethod);
    }
    const originals = [small, large].sort().map((sha256) => `originals/${sha256.slice(0, 2)}/${sha256}`);
    expect([...contents.keys()]).toEqual([
      'README.txt',
      'reports.jsonl',
      'passages.jsonl',
      'journal.jsonl',
      ...originals,
      'manifest.json',
      'SHA256SUMS',
    ]);
    const sums = contents.get('SHA256SUMS')!.toString().trimEnd().split('\n');
    contents.delete('SHA256SUMS');
    expect(sums.sort()).toEqual([...contents].map(([name, bytes]) => `${sha256Of(bytes)}  ${name}`).sort());
    expect(contents.get('reports.jsonl')!.toString()).toBe('{"id":1}\n{"id":2}\n');
    expect(contents.get('passages.jsonl')!.length).toBe(0);
    expect(contents.get('journal.jsonl')!.toString()).toBe(journalOf(['{"a":1}', '{"b":"é"}']));
    expect(methods.get(originals.find((name) => name.endsWith(large))!)).toBe(0);
    expect(methods.get(originals.find((name) => name.endsWith(small))!)).toBe(8);
  });

  it('says what it wrote, privately and under a telling name', async () => {
    const file = await writeSample(place);
    expect(file.name).toBe('commonplace-1a2b3c4d-20250301T120000Z-manual.zip');
    expect(file.path).toBe(join(place.backups, file.name));
    const bytes = readFileSync(file.path);
    expect(file).toMatchObject({ bytes: bytes.length, sha256: sha256Of(bytes) });
    expect(file.summary).toEqual({
      storeId: STORE_ID,
      kind: 'manual',
      createdAt: '2025-03-01T12:00:00.000Z',
      appVersion: '1.2.3',
      schema: 2,
      changes: 2,
      reports: 2,
      passages: 3,
      originals: 0,
      rows: { reports: 2, excerpts: 3 },
    });
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(statSync(place.backups).mode & 0o777).toBe(0o700);
    expect(filesIn(place.backups)).toEqual([file.name]);
  });

  it('takes another name when its own is taken', async () => {
    const names = [await writeSample(place), await writeSample(place), await writeSample(place)];
    expect(names.map(({ name }) => name.replace(/^.*manual/u, ''))).toEqual(['.zip', '-2.zip', '-3.zip']);
  });

  it('lists originals that are missing or damaged, and keeps the rest', async () => {
    const whole = keep(place.originals, bytesOf('whole'));
    const damaged = keep(place.originals, bytesOf('damaged'));
    writeFileSync(join(place.originals, damaged.slice(0, 2), damaged), 'changed');
    const missing = sha256Of('missing');
    const file = await writeSample(place, { originals: [whole, damaged, missing] });
    expect(file.summary.originals).toBe(1);
    const opened = value(await openSample(place, file.path));
    expect(opened.missingOriginals).toEqual([damaged, missing].sort());
    await opened.close();
  });

  it('holds many small originals', async () => {
    const originals = Array.from({ length: 60 }, (_, n) => keep(place.originals, bytesOf(`report ${n}`)));
    expect((await writeSample(place, { originals })).summary.originals).toBe(60);
  });

  it('holds an empty journal', async () => {
    const file = await writeSample(place, { bodies: [], journal: '' });
    expect(file.summary.changes).toBe(0);
  });

  it('replaces the file that was chosen, through a link, and only at the end', async () => {
    const chosen = join(place.root, 'mine.zip');
    const link = join(place.root, 'link.zip');
    writeFileSync(chosen, 'old');
    symlinkSync(chosen, link);
    const writer = value(await beginBackup({ ...optionsFor(place), place: { file: link } }));
    await writeTables(writer);
    expect(readFileSync(chosen, 'utf8')).toBe('old');
    const file = value(await writer.finish());
    expect(file.path).toBe(chosen);
    expect(filesIn(place.root)).toEqual(['link.zip', 'mine.zip']);
    expect(readFileSync(chosen).length).toBe(file.bytes);
  });

  it('takes entries in the order they were sent, also without waiting', async () => {
    const writer = value(await beginBackup(optionsFor(place)));
    const lines = Array.from({ length: 50 }, (_, n) => `${n} ${'x'.repeat(5000)}\n`);
    await Promise.all(lines.map((line) => writer.writeEntry('reports.jsonl', bytesOf(line))));
    const { path } = value(await writer.finish());
    const zip = await openPromise(path, { autoClose: false });
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== 'reports.jsonl') continue;
      expect((await joined(await zip.openReadStreamPromise(entry))).toString()).toBe(lines.join(''));
    }
    zip.close();
  });

  it('reports how far it is, up to the end', async () => {
    const seen: [number, number][] = [];
    const large = keep(place.originals, noise(1_000_000, 3));
    await writeSample(place, {
      originals: [large],
      options: { onProgress: (done, total) => seen.push([done, total]) },
    });
    expect(seen.length).toBeGreaterThan(0);
    for (const [done, total] of seen) expect(done).toBeLessThanOrEqual(total);
  });
});

describe('an encrypted backup', () => {
  it('opens with its passphrase and holds the same', async () => {
    const large = keep(place.originals, noise(300_000, 5));
    const file = await writeSample(place, { originals: [large], passphrase: 'correct horse' });
    expect(file.name).toMatch(/-manual\.zip\.age$/u);
    expect(readFileSync(file.path).toString('latin1', 0, 21)).toBe('age-encryption.org/v1');
    expect(sha256Of(readFileSync(file.path))).toBe(file.sha256);
    const opened = value(await openSample(place, file.path, 'correct horse'));
    expect(opened.summary).toEqual(file.summary);
    expect(filesIn(place.temporary).length).toBe(1);
    await opened.close();
    expect(filesIn(place.temporary)).toEqual([]);
  });
});

describe('a backup that fails', () => {
  it('is refused before any work where nothing can be written', async () => {
    writeFileSync(place.backups, 'a file');
    expect(await beginBackup(optionsFor(place))).toMatchObject({ ok: false, code: 'backup/not-writable' });
    const file = join(place.root, 'missing', 'mine.zip');
    expect(await beginBackup({ ...optionsFor(place), place: { file } })).toMatchObject({
      code: 'backup/not-writable',
    });
  });

  it('leaves nothing behind when the journal is damaged', async () => {
    const fault = { code: 'journal/damaged', message: 'It is damaged at change 7.' };
    const copyJournal = (): Promise<{ changes: number; fault: typeof fault }> =>
      Promise.resolve({ changes: 6, fault });
    expect(await finishWith({ copyJournal })).toBe('backup/journal-damaged');
  });

  it('leaves nothing behind when the journal does not reach the last change', async () => {
    const { request } = optionsFor(place);
    expect(await finishWith({ request: { ...request, seq: 3 } })).toBe('backup/journal-damaged');
  });

  it('leaves nothing behind when it cannot be read back', async () => {
    const journal = journalOf(['{"a":1}', '{"b":1}']).replace('"b":1', '"b":2');
    const { copyJournal } = optionsFor(place, { journal });
    expect(await finishWith({ copyJournal })).toBe('backup/failed');
  });

  it('leaves nothing behind when its journal is of another archive', async () => {
    const journal = journalOf(['{}', '{}'], STORE_ID.replace('1a', '2b'));
    const { copyJournal } = optionsFor(place, { journal });
    expect(await finishWith({ copyJournal })).toBe('backup/failed');
  });

  it.each([
    ['ENOSPC', 'backup/disk-full'],
    ['EDQUOT', 'backup/disk-full'],
    ['EROFS', 'backup/not-writable'],
    ['EIO', 'backup/failed'],
  ])('says what happened on %s', async (code, refusal) => {
    expect(await finishWith({ copyJournal: () => Promise.reject(systemError(code)) })).toBe(refusal);
  });

  it('throws bugs on, after it has removed its file', async () => {
    const copyJournal = (): Promise<never> => Promise.reject(new TypeError('a bug'));
    await expect(finishWith({ copyJournal })).rejects.toThrow('a bug');
    expect(filesIn(place.backups)).toEqual([]);
  });

  it.each(['journal.jsonl', 'manifest.json', '../evil.txt', 'originals/aa', 'README'])(
    'does not write an entry named %s',
    async (name) => {
      const writer = value(await beginBackup(optionsFor(place)));
      await expect(writer.writeEntry(name, bytesOf('x'))).rejects.toThrow();
      expect(filesIn(place.backups)).toEqual([]);
    },
  );

  it('does not go back to an earlier entry', async () => {
    const writer = value(await beginBackup(optionsFor(place)));
    await writeTables(writer);
    await expect(writer.writeEntry('README.txt', bytesOf('x'))).rejects.toThrow();
    expect(await writer.finish()).toMatchObject({ ok: false, code: 'backup/stopped' });
  });
});

describe('stopping', () => {
  it('removes the temporary file, which is all there is until the end', async () => {
    const writer = value(await beginBackup(optionsFor(place)));
    await writeTables(writer);
    expect(filesIn(place.backups)).toEqual([expect.stringMatching(/^\.commonplace-.*\.part$/u)]);
    await writer.abort();
    expect(filesIn(place.backups)).toEqual([]);
    expect(await writer.writeEntry('more.txt', bytesOf('x'))).toMatchObject({ code: 'backup/stopped' });
    await writer.abort();
  });

  it.each([null, 'secret'])('ends a backup that is finishing (passphrase: %s)', async (passphrase) => {
    const originals = [keep(place.originals, noise(3_000_000, 9))];
    let reached: () => void = () => undefined;
    const copying = new Promise<void>((resolve) => (reached = resolve));
    const options = optionsFor(place, { originals, passphrase });
    const { copyJournal } = options;
    options.copyJournal = async (write) => {
      reached();
      return copyJournal(write);
    };
    const writer = value(await beginBackup(options));
    const finishing = writer.finish();
    await copying;
    await writer.abort();
    expect(await finishing).toMatchObject({ ok: false, code: 'backup/stopped' });
    expect(filesIn(place.backups)).toEqual([]);
  });

  it('ends a backup that is being read back', async () => {
    const originals = [keep(place.originals, noise(2_000_000, 9))];
    let begun: { abort(): Promise<void> } | null = null;
    let stopping: Promise<void> | undefined;
    const writer = value(
      await beginBackup(
        optionsFor(place, {
          originals,
          options: {
            onProgress: (done, total) => {
              if (done > total / 2) stopping ??= begun?.abort();
            },
          },
        }),
      ),
    );
    begun = writer;
    const outcome = await writer.finish();
    await stopping;
    // Progress comes five times a second, so a fast disk may have finished before.
    expect(filesIn(place.backups).length).toBe(outcome.ok ? 1 : 0);
  });

  it('leaves a finished backup alone', async () => {
    const writer = value(await beginBackup(optionsFor(place)));
    const { name } = value(await writer.finish());
    await writer.abort();
    expect(filesIn(place.backups)).toEqual([name]);
  });
});
