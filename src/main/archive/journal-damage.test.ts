import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatHeader, formatLine, GENESIS } from './chain';
import {
  changes,
  handlePrototype,
  JournalFixture,
  readAllBodies,
  STAMP,
  STORE,
} from './testing/journal-fixture';

const BODIES = ['{"a":"Қ𐍈"}', '{"b":2}', '"three"'];
const MANY = Array.from({ length: 3 }, (_, n) => JSON.stringify(`${n}`.repeat(8 * 1024 * 1024)));

let fixture: JournalFixture;
beforeEach(async () => {
  fixture = new JournalFixture();
  // Nothing here cuts the power, and hundreds of syncs take minutes on a busy disk.
  const handles = await handlePrototype();
  vi.spyOn(handles, 'sync').mockResolvedValue();
  vi.spyOn(handles, 'datasync').mockResolvedValue();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fixture.remove();
});

/** The byte after each line. */
function lineEnds(bytes: Buffer): number[] {
  return [...bytes.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
}

function reset(bytes: Buffer): void {
  rmSync(fixture.aside, { recursive: true, force: true });
  rmSync(fixture.folder, { recursive: true, force: true });
  mkdirSync(fixture.folder, { recursive: true, mode: 0o700 });
  writeFileSync(fixture.segment(), bytes);
}

describe('a journal cut short', () => {
  it('at any byte holds every line before, keeps the rest aside and can be continued', async () => {
    await fixture.write(...BODIES);
    const bytes = fixture.bytes();
    const ends = lineEnds(bytes);
    for (let length = 0; length <= bytes.length; length++) {
      reset(bytes.subarray(0, length));
      const { journal, notes, fault } = await fixture.open();
      const lines = ends.filter((end) => end <= length).length;
      const seq = Math.max(lines - 1, 0);
      const whole = lines === 0 ? 0 : ends[lines - 1]!;
      expect({ fault, seq: journal.head.seq, last: journal.lastBody }).toEqual({
        fault: null,
        seq,
        last: seq === 0 ? null : BODIES[seq - 1],
      });
      expect(journal.head.storeId).toBe(lines === 0 ? null : STORE);
      // Between two lines nothing shows that there was more.
      expect(notes.length).toBe(length === whole ? 0 : 1);
      if (length > whole) {
        const [name] = readdirSync(fixture.aside);
        expect(name).toBe(`${STAMP}-torn-000000000000.jsonl`);
        expect(readFileSync(join(fixture.aside, name!))).toEqual(bytes.subarray(whole, length));
      }
      await journal.close();
      if (!ends.some((end) => Math.abs(end - length) <= 2)) continue;
      const rest = BODIES.slice(seq);
      if (rest.length > 0)
        expect(await journal.append(changes(journal, ...rest))).toMatchObject({ ok: true });
      expect(await readAllBodies(journal)).toEqual({ bodies: BODIES, code: null });
      await journal.close();
    }
  }, 60_000);

  it('in the first line of a new segment ends with the segment before', async () => {
    await fixture.write(MANY[0]!);
    await fixture.write('2');
    const torn = readFileSync(fixture.segment(2)).subarray(0, -1);
    writeFileSync(fixture.segment(2), torn);
    const { journal, notes, fault } = await fixture.open();
    expect(fault).toBeNull();
    expect(notes.length).toBe(1);
    expect(journal.head.seq).toBe(1);
    expect(journal.lastBody).toBe(MANY[0]);
    expect(fixture.segments()).toEqual(['000000000000.jsonl']);
    expect(readFileSync(join(fixture.aside, readdirSync(fixture.aside)[0]!))).toEqual(torn);
    await journal.append(changes(journal, '"2"'));
    expect(await readAllBodies(journal)).toEqual({ bodies: [MANY[0]!, '"2"'], code: null });
  });

  it('before a new segment got its first byte has nothing to tell', async () => {
    await fixture.write(MANY[0]!);
    writeFileSync(fixture.segment(2), '');
    const { journal, notes, fault } = await fixture.open();
    expect({ notes, fault, seq: journal.head.seq }).toEqual({ notes: [], fault: null, seq: 1 });
    expect(existsSync(fixture.aside)).toBe(false);
    expect(await journal.append(changes(journal, '2'))).toMatchObject({ ok: true, value: { seq: 2 } });
  });

  it('by a file that was made longer first, so that it ends in zeros, is torn', async () => {
    await fixture.write(...BODIES);
    writeFileSync(fixture.segment(), Buffer.concat([fixture.bytes(), Buffer.alloc(5000)]));
    const { journal, notes, fault } = await fixture.open();
    expect({ fault, seq: journal.head.seq, notes: notes.length }).toEqual({ fault: null, seq: 3, notes: 1 });
  });
});

describe('a changed byte', () => {
  it('never gives another body: the journal ends before it', async () => {
    await fixture.write(...BODIES);
    const bytes = fixture.bytes();
    const ends = lineEnds(bytes);
    const change = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, async ([at, bits]) => {
        const changed = Buffer.from(bytes);
        changed[at]! ^= bits;
        reset(changed);
        const { journal, notes, fault } = await fixture.open();
        const before = ends.filter((end) => end <= at).length;
        const { bodies } = await readAllBodies(journal);
        expect(bodies).toEqual(BODIES.slice(0, Math.max(before - 1, 0)));
        const isLastNewline = at === bytes.length - 1;
        expect(fault?.code).toBe(isLastNewline ? undefined : 'journal/damaged');
        expect(notes.length).toBe(isLastNewline ? 1 : 0);
        if (!isLastNewline) expect(fixture.bytes()).toEqual(changed);
        await journal.close();
      }),
      {
        seed: 20_260_304,
        numRuns: 250,
        examples: [[[bytes.length - 1, 1]], [[bytes.length - 2, 1]], [[0, 1]]],
      },
    );
  }, 60_000);
});

describe('a damaged journal', () => {
  const lineOf = (n: number): string => fixture.bytes().toString().split('\n')[n]!;
  const damages: [string, number, () => void][] = [
    ['a changed last line', 2, () => replace('"three"', '"Three"')],
    ['a changed line', 1, () => replace('{"b":2}', '{"b":3}')],
    ['a line that is missing', 1, () => replace(`${lineOf(2)}\n`, '')],
    ['a line twice', 2, () => replace(`${lineOf(2)}\n`, `${lineOf(2)}\n${lineOf(2)}\n`)],
    ['an empty line', 2, () => replace(`${lineOf(3)}\n`, `\n${lineOf(3)}\n`)],
    ['a line of another history', 2, () => replace(lineOf(3), formatLine(3, GENESIS, '3').line.trimEnd())],
    [
      'Windows line ends',
      0,
      () => writeFileSync(fixture.segment(), fixture.bytes().toString().replaceAll('\n', '\r\n')),
    ],
    ['no header', 0, () => replace(`${lineOf(0)}\n`, '')],
    ['a first segment of another name', 0, () => renameSync(fixture.segment(0), fixture.segment(1))],
  ];
  function replace(what: string, by: string): void {
    const text = fixture.bytes().toString();
    expect(text).toContain(what);
    writeFileSync(fixture.segment(), text.replace(what, by));
  }

  it.each(damages)(
    'by %s ends before it, unchanged, and goes on once it was cut',
    async (_name, seq, damage) => {
      await fixture.write(...BODIES);
      damage();
      const before = fixture.bytes();
      const names = fixture.segments();
      const { journal, notes, fault } = await fixture.open();
      expect(fault).toMatchObject({ code: 'journal/damaged' });
      expect(notes).toEqual([]);
      expect(journal.fault).toEqual(fault);
      expect(journal.head.seq).toBe(seq);
      expect(await journal.append(changes(journal, '4'))).toMatchObject({
        ok: false,
        code: 'journal/damaged',
      });
      expect(await readAllBodies(journal)).toEqual({ bodies: BODIES.slice(0, seq), code: null });
      expect(await journal.check()).toEqual({ changes: seq, fault });
      expect(fixture.bytes()).toEqual(before);

      const cut = await journal.cut(fixture.aside);
      expect(cut).toMatchObject({ ok: true, value: { seq } });
      expect(journal.fault).toBeNull();
      const kept = join(fixture.aside, `${STAMP}-journal`);
      expect(readdirSync(kept).sort()).toEqual(names);
      expect(Buffer.concat(names.map((name) => readFileSync(join(kept, name))))).toEqual(before);
      expect(await journal.append(changes(journal, '"on"'))).toMatchObject({ ok: true });
      expect(await readAllBodies(journal)).toEqual({ bodies: [...BODIES.slice(0, seq), '"on"'], code: null });
      await journal.close();
      expect((await fixture.open()).fault).toBeNull();
    },
  );

  it('of a newer version is never cut', async () => {
    const body = formatHeader({ storeId: STORE, createdAt: STAMP }).replace('"version":1', '"version":2');
    const bytes = Buffer.from(`${formatLine(0, GENESIS, body).line}{"other":1}\n{"torn`);
    reset(bytes);
    const { journal, fault } = await fixture.open();
    expect(fault).toMatchObject({ code: 'journal/newer' });
    expect(await journal.append(changes(journal, '1'))).toMatchObject({ ok: false, code: 'journal/newer' });
    expect(await journal.cut(fixture.aside)).toMatchObject({ ok: false, code: 'journal/newer' });
    expect(fixture.bytes()).toEqual(bytes);
    expect(existsSync(fixture.aside)).toBe(false);
  });
});

describe('a journal of several segments', () => {
  it.each([
    ['the first is missing', 0, () => rmSync(fixture.segment(0))],
    ['one in the middle is missing', 1, () => rmSync(fixture.segment(2))],
    ['one in the middle is empty', 1, () => writeFileSync(fixture.segment(2), '')],
    [
      'one in the middle is cut',
      1,
      () => writeFileSync(fixture.segment(2), readFileSync(fixture.segment(2)).subarray(0, -9)),
    ],
    ['one stands for another', 1, () => writeFileSync(fixture.segment(2), readFileSync(fixture.segment(3)))],
  ])('is opened with a fault when %s, and goes on once it was cut', async (_name, seq, damage) => {
    await fixture.write(...MANY);
    damage();
    const { journal, fault } = await fixture.open();
    expect(fault).toMatchObject({ code: 'journal/damaged' });
    expect(journal.head.seq).toBe(seq);
    expect(await journal.cut(fixture.aside)).toMatchObject({ ok: true, value: { seq } });
    expect(fixture.segments()).toEqual(seq === 0 ? [] : ['000000000000.jsonl']);
    expect(await journal.append(changes(journal, '"on"'))).toMatchObject({ ok: true });
    expect((await readAllBodies(journal)).bodies).toEqual([...MANY.slice(0, seq), '"on"']);
  });

  it('with a changed byte in an old one is found when it is read, and then not continued', async () => {
    await fixture.write(...MANY);
    const old = readFileSync(fixture.segment(2));
    old[1_000_000]! ^= 1;
    writeFileSync(fixture.segment(2), old);
    const { journal, fault } = await fixture.open();
    expect(fault).toBeNull();
    expect(journal.head.seq).toBe(3);
    expect(await readAllBodies(journal)).toEqual({ bodies: [MANY[0]], code: 'journal/damaged' });
    expect(await journal.check()).toMatchObject({ changes: 1, fault: { code: 'journal/damaged' } });
    expect(await journal.append(changes(journal, '4'))).toMatchObject({ ok: false, code: 'journal/damaged' });
    expect(await journal.cut(fixture.aside)).toMatchObject({ ok: true, value: { seq: 1 } });
    expect(journal.lastBody).toBe(MANY[0]);
    expect(await journal.append(changes(journal, '"on"'))).toMatchObject({ ok: true, value: { seq: 2 } });
  });

  it('that loses one while it is open says so', async () => {
    await fixture.write(...MANY);
    const { journal } = await fixture.open();
    rmSync(fixture.segment(3));
    expect(await journal.check()).toMatchObject({ changes: 2, fault: { code: 'journal/damaged' } });
  });
});
