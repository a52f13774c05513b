import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GENESIS } from './chain';
import { openJournal } from './journal';
import { JournalFixture, now, readAllBodies } from './testing/journal-fixture';
import { writeJournal } from './write-journal';

const BODIES = ['{"a":"Қ𐍈"}', '2', JSON.stringify('Қ'.repeat(5 * 1024 * 1024)), '4', '"five"'];

let fixture: JournalFixture;
let bytes: Buffer;
let built: string;
beforeEach(async () => {
  fixture = new JournalFixture();
  await fixture.write(...BODIES);
  bytes = fixture.bytes();
  built = join(fixture.profile, 'generation-1', 'journal');
});
afterEach(() => fixture.remove());

async function* inChunks(of: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < of.length; at += size) yield of.subarray(at, at + size);
}

describe('a journal built from another', () => {
  it.each([65_537, 20 * 1024 * 1024])('is the same in segments, from chunks of %i bytes', async (size) => {
    const outcome = await writeJournal(built, inChunks(bytes, size));
    const { journal, notes, fault } = await openJournal(built, fixture.aside, now);
    expect({ notes, fault }).toEqual({ notes: [], fault: null });
    expect(outcome).toEqual({ ok: true, value: journal.head });
    expect(journal.head.seq).toBe(5);
    expect(await readAllBodies(journal)).toEqual({ bodies: BODIES, code: null });
    expect(statSync(built).mode & 0o777).toBe(0o700);
    expect(statSync(join(built, '000000000000.jsonl')).mode & 0o777).toBe(0o600);
    const segments = ['000000000000', '000000000004'].map((first) =>
      readFileSync(join(built, `${first}.jsonl`)),
    );
    expect(Buffer.concat(segments).equals(bytes)).toBe(true);
  });

  it('may be given as text', async () => {
    async function* lines(): AsyncGenerator<string> {
      yield* bytes
        .toString()
        .split(/(?<=\n)/u)
        .slice(0, 3);
    }
    expect(await writeJournal(built, lines())).toMatchObject({ ok: true, value: { seq: 2 } });
  });

  it('is empty when there is nothing', async () => {
    const outcome = await writeJournal(built, inChunks(Buffer.alloc(0), 1));
    expect(outcome).toEqual({ ok: true, value: { seq: 0, hash: GENESIS, storeId: null } });
    expect(existsSync(built)).toBe(true);
  });
});

describe('a bad stream is refused and leaves nothing', () => {
  const flipped = (at: number): Buffer => {
    const changed = Buffer.from(bytes);
    changed[at < 0 ? bytes.length + at : at]! ^= 1;
    return changed;
  };
  it.each([
    ['a changed header', () => flipped(20), 'beginning'],
    ['a changed byte after much was written', () => flipped(-5), 'change 5'],
    ['a torn end', () => bytes.subarray(0, -1), 'change 5'],
    ['a beginning that is missing', () => bytes.subarray(bytes.indexOf('\n') + 1), 'beginning'],
  ])('with %s', async (_name, stream, where) => {
    expect(await writeJournal(built, inChunks(stream(), 1024 * 1024))).toMatchObject({
      ok: false,
      code: 'journal/damaged',
      message: expect.stringContaining(where),
    });
    expect(existsSync(built)).toBe(false);
  });

  it('with an error of its own', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytes;
      throw new Error('the backup is gone');
    }
    await expect(writeJournal(built, failing())).rejects.toThrow('the backup is gone');
    expect(existsSync(built)).toBe(false);
  });
});

it('never writes over a journal', async () => {
  await expect(writeJournal(fixture.folder, inChunks(bytes, 1000))).rejects.toThrow(/empty folder/);
  expect(fixture.bytes().equals(bytes)).toBe(true);
});
