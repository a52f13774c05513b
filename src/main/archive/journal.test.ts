import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GENESIS } from './chain';
import { openJournal, type Journal } from './journal';
import {
  changes,
  handlePrototype,
  JournalFixture,
  now,
  readAllBodies,
  STAMP,
  STORE,
} from './testing/journal-fixture';

const OTHER_STORE = '00000000-0000-4000-8000-000000000000';
const MEGABYTE = 1024 * 1024;

/** A body of about so many bytes, with characters of two and four bytes that fall on the borders of chunks. */
const large = (bytes: number, sign = 'Қ𐍈'): string =>
  JSON.stringify(sign.repeat(bytes / Buffer.byteLength(sign)));

let fixture: JournalFixture;
beforeEach(() => {
  fixture = new JournalFixture();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fixture.remove();
});

describe('an empty journal', () => {
  it('is a missing folder, and stays one until something is appended', async () => {
    const { journal, notes, fault } = await fixture.open();
    expect({ notes, fault, head: journal.head, last: journal.lastBody }).toEqual({
      notes: [],
      fault: null,
      head: { seq: 0, hash: GENESIS, storeId: null },
      last: null,
    });
    expect(await journal.read(0)).toEqual({ ok: true, value: { bodies: [], done: true } });
    expect(await journal.check()).toEqual({ changes: 0, fault: null });
    expect(readdirSync(fixture.profile)).toEqual([]);
  });
});

describe('appending', () => {
  it('writes private lines after a header', async () => {
    const { journal } = await fixture.open();
    const outcome = await journal.append(changes(journal, '{"a":1}', '{"b":"Қ"}'));
    const lines = readFileSync(fixture.segment(), 'utf8').split('\n');
    expect(lines.map((line) => (line === '' ? null : (JSON.parse(line) as { n: number }).n))).toEqual([
      0,
      1,
      2,
      null,
    ]);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      body: { format: 'commonplace-journal', version: 1, storeId: STORE, createdAt: now().toISOString() },
    });
    const { hash } = JSON.parse(lines[2]!) as { hash: string };
    expect(outcome).toEqual({ ok: true, value: { seq: 2, hash, storeId: STORE } });
    expect(journal.head).toEqual({ seq: 2, hash, storeId: STORE });
    expect(journal.lastBody).toBe('{"b":"Қ"}');
    expect(statSync(fixture.segment()).mode & 0o777).toBe(0o600);
    expect(statSync(fixture.folder).mode & 0o777).toBe(0o700);
  });

  it('goes on after it was opened again', async () => {
    await fixture.write('1');
    await fixture.write('2', '3');
    const { journal, notes, fault } = await fixture.open();
    expect({ notes, fault, seq: journal.head.seq, last: journal.lastBody }).toEqual({
      notes: [],
      fault: null,
      seq: 3,
      last: '3',
    });
    expect(await readAllBodies(journal)).toEqual({ bodies: ['1', '2', '3'], code: null });
  });

  it('takes calls one after another', async () => {
    const { journal } = await fixture.open();
    const calls = Array.from({ length: 20 }, (_, after) =>
      journal.append({ storeId: STORE, after, bodies: [`${after}`], now }),
    );
    expect((await Promise.all(calls)).every(({ ok }) => ok)).toBe(true);
    expect((await readAllBodies(journal)).bodies).toEqual(Array.from({ length: 20 }, (_, n) => `${n}`));
  });

  it('refuses what does not follow, and what belongs elsewhere', async () => {
    await fixture.write('1');
    const { journal } = await fixture.open();
    const before = fixture.bytes();
    const append = changes(journal, '2');
    expect(await journal.append({ ...append, after: 0 })).toMatchObject({
      ok: false,
      code: 'journal/not-next',
    });
    expect(await journal.append({ ...append, after: 2 })).toMatchObject({
      ok: false,
      code: 'journal/not-next',
    });
    expect(await journal.append({ ...append, storeId: OTHER_STORE })).toMatchObject({
      ok: false,
      code: 'journal/other-archive',
    });
    expect(fixture.bytes()).toEqual(before);
    expect(await journal.append(append)).toMatchObject({ ok: true });
  });

  it('goes on after a call with a text that is no line', async () => {
    const { journal } = await fixture.open();
    await expect(journal.append(changes(journal, '1', '2\n'))).rejects.toThrow(/one line/);
    expect(await journal.append(changes(journal, '1'))).toMatchObject({ ok: true, value: { seq: 1 } });
  });

  it('syncs once for each call', async () => {
    const { journal } = await fixture.open();
    await journal.append(changes(journal, '1'));
    const sync = vi.spyOn(await handlePrototype(), 'datasync');
    const write = vi.spyOn(await handlePrototype(), 'write');
    await journal.append(changes(journal, '2', '3', '4'));
    expect(write).toHaveBeenCalledTimes(1);
    expect(sync).toHaveBeenCalledTimes(1);
  });
});

describe('segments', () => {
  it('are begun anew when they are large, also within one call', async () => {
    const bodies = [large(5 * MEGABYTE), large(5 * MEGABYTE), '3', large(9 * MEGABYTE), '5', '6'];
    await fixture.write(...bodies.slice(0, 2));
    await fixture.write(...bodies.slice(2));
    expect(fixture.segments()).toEqual(['000000000000.jsonl', '000000000003.jsonl', '000000000005.jsonl']);
    const { journal, fault } = await fixture.open();
    expect({ fault, seq: journal.head.seq, last: journal.lastBody }).toEqual({
      fault: null,
      seq: 6,
      last: '6',
    });
    expect(await readAllBodies(journal)).toEqual({ bodies, code: null });
    expect(await journal.check()).toEqual({ changes: 6, fault: null });
  });

  it('are read from any change on', async () => {
    const bodies = Array.from({ length: 30 }, (_, n) => large(MEGABYTE, `${n % 10}`));
    await fixture.write(...bodies);
    const { journal } = await fixture.open();
    for (const after of [29, 0, 7, 8, 15, 16, 28, 3]) {
      const outcome = await journal.read(after);
      const got = outcome.ok ? outcome.value.bodies : [];
      expect(got.length).toBe(Math.min(4, 30 - after));
      expect(got).toEqual(bodies.slice(after, after + got.length));
      expect(outcome).toMatchObject({ value: { done: after + got.length === 30 } });
    }
  });

  it('give one body at least, however large', async () => {
    await fixture.write(large(6 * MEGABYTE), large(6 * MEGABYTE));
    const { journal } = await fixture.open();
    expect(await journal.read(0)).toMatchObject({ value: { bodies: [expect.any(String)], done: false } });
  });
});

describe('a write that fails', () => {
  const failures = [
    ['ENOSPC', 'journal/disk-full'],
    ['EDQUOT', 'journal/disk-full'],
    ['EIO', 'journal/not-written'],
  ] as const;

  it.each(failures)('with %s half-way leaves nothing behind', async (systemCode, code) => {
    await fixture.write('1');
    const { journal } = await fixture.open();
    const before = fixture.bytes();
    await failWrites(systemCode, 10);
    expect(await journal.append(changes(journal, '2'))).toMatchObject({ ok: false, code });
    expect(fixture.bytes()).toEqual(before);
    expect(journal.head.seq).toBe(1);
    vi.restoreAllMocks();
    expect(await journal.append(changes(journal, '"two"'))).toMatchObject({ ok: true, value: { seq: 2 } });
    expect(await readAllBodies(journal)).toEqual({ bodies: ['1', '"two"'], code: null });
  });

  it('at the first change leaves no journal', async () => {
    const { journal } = await fixture.open();
    await failWrites('ENOSPC', 10);
    expect(await journal.append(changes(journal, '1'))).toMatchObject({
      ok: false,
      code: 'journal/disk-full',
    });
    expect(fixture.segments()).toEqual([]);
    vi.restoreAllMocks();
    expect(await journal.append(changes(journal, '1'))).toMatchObject({ ok: true });
  });

  it('in its second segment leaves neither', async () => {
    await fixture.write('1');
    const { journal } = await fixture.open();
    const before = fixture.bytes();
    vi.spyOn(await handlePrototype(), 'datasync')
      .mockResolvedValueOnce()
      .mockRejectedValueOnce(systemError('EIO'));
    const outcome = await journal.append(changes(journal, large(9 * MEGABYTE), '3'));
    expect(outcome).toMatchObject({ ok: false, code: 'journal/not-written' });
    expect(fixture.segments()).toEqual(['000000000000.jsonl']);
    expect(fixture.bytes()).toEqual(before);
  });

  it('and cannot be taken back is taken back before the next one', async () => {
    await fixture.write('1');
    const { journal } = await fixture.open();
    const before = fixture.bytes();
    const prototype = await failWrites('ENOSPC', 10);
    vi.spyOn(prototype, 'truncate').mockRejectedValue(systemError('EIO'));
    expect(await journal.append(changes(journal, '2'))).toMatchObject({
      ok: false,
      code: 'journal/disk-full',
    });
    expect(fixture.bytes().length).toBe(before.length + 10);
    expect(await journal.append(changes(journal, '2'))).toMatchObject({
      ok: false,
      code: 'journal/not-written',
    });
    expect(fixture.bytes().length).toBe(before.length + 10);
    vi.restoreAllMocks();
    expect(await journal.append(changes(journal, '2'))).toMatchObject({ ok: true });
    expect(await readAllBodies(journal)).toEqual({ bodies: ['1', '2'], code: null });
  });
});

describe('the checked copy', () => {
  const copyOf = async (journal: Journal, upTo?: number): Promise<{ check: unknown; bytes: Buffer }> => {
    const parts: Uint8Array[] = [];
    const check = await journal.copyTo(async (bytes) => void parts.push(Uint8Array.from(bytes)), upTo);
    return { check, bytes: Buffer.concat(parts) };
  };

  it('is the journal, byte for byte', async () => {
    await fixture.write('1', large(9 * MEGABYTE), '3');
    const { journal } = await fixture.open();
    const { check, bytes } = await copyOf(journal);
    expect(check).toEqual({ changes: 3, fault: null });
    expect(bytes.equals(fixture.bytes())).toBe(true);
  });

  it('ends where it is told to', async () => {
    await fixture.write('1', '2', '3');
    const { journal } = await fixture.open();
    const { check, bytes } = await copyOf(journal, 2);
    expect(check).toEqual({ changes: 2, fault: null });
    expect(bytes.toString().match(/"n":\d/gu)).toEqual(['"n":0', '"n":1', '"n":2']);
    expect((await copyOf(journal, 0)).bytes.toString().match(/"n":\d/gu)).toEqual(['"n":0']);
  });

  it('holds what was there when it began', async () => {
    await fixture.write('1', '2');
    const { journal } = await fixture.open();
    const copied = copyOf(journal);
    await journal.append(changes(journal, '3'));
    expect((await copied).check).toEqual({ changes: 2, fault: null });
  });

  it('throws what its writer throws', async () => {
    await fixture.write('1');
    const { journal } = await fixture.open();
    await expect(journal.copyTo(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(journal.fault).toBeNull();
  });
});

it('tells how far its check is', async () => {
  await fixture.write(...Array.from({ length: 2500 }, (_, n) => `${n}`));
  const { journal } = await fixture.open();
  const seen: number[][] = [];
  expect(await journal.check((...at) => void seen.push(at))).toEqual({ changes: 2500, fault: null });
  expect(seen).toEqual([0, 1000, 2000, 2500].map((n) => [n, 2500]));
});

it('says that it cannot be read, and shows no path', async () => {
  const { journal, fault } = await openJournal(join(process.execPath, 'journal'), fixture.aside, now);
  expect(fault).toMatchObject({ code: 'journal/unreadable' });
  expect(fault?.message).not.toContain(process.execPath);
  expect(await journal.append(changes(journal, '1'))).toMatchObject({
    ok: false,
    code: 'journal/unreadable',
  });
});

it('keeps what it cut aside under the time', async () => {
  await fixture.write('1', '2');
  const whole = fixture.bytes();
  const damaged = Buffer.from(whole.toString().replace('"body":2', '"body":3'));
  writeFileSync(fixture.segment(), damaged);
  const { journal } = await fixture.open();
  expect(await journal.cut(fixture.aside)).toMatchObject({ ok: true, value: { seq: 1 } });
  expect(readFileSync(join(fixture.aside, `${STAMP}-journal`, '000000000000.jsonl'))).toEqual(damaged);
  expect(statSync(fixture.aside).mode & 0o777).toBe(0o700);
  expect(whole.subarray(0, fixture.bytes().length)).toEqual(fixture.bytes());
});

it('that is whole has nothing to cut, and nothing of it is kept aside', async () => {
  await fixture.write('1');
  const { journal } = await fixture.open();
  const before = fixture.bytes();
  expect(await journal.cut(fixture.aside)).toEqual({ ok: true, value: journal.head });
  expect(existsSync(fixture.aside)).toBe(false);
  expect(fixture.bytes()).toEqual(before);
});

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** From now on, a write puts `bytes` on the disk and then fails. */
async function failWrites(code: string, bytes: number): Promise<FileHandle> {
  const prototype = await handlePrototype();
  const write = prototype.write as unknown as (
    this: FileHandle,
    bytes: Buffer,
    from: number,
    length: number,
  ) => Promise<void>;
  let isFirst = true;
  const failing = async function (this: FileHandle, buffer: Buffer): Promise<never> {
    if (isFirst) await write.call(this, buffer, 0, bytes);
    isFirst = false;
    throw systemError(code);
  };
  vi.spyOn(prototype, 'write').mockImplementation(failing as unknown as FileHandle['write']);
  return prototype;
}
