import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ReportDraft } from '$domain/report/report';
import { checkCanonical } from '$domain/text/canonical';
import { readFile } from '../registry';
import { buildPdf, lines, type Placed } from './__fixtures__/build-pdf';

async function resultOf(bytes: Uint8Array, password?: string) {
  const choices = password === undefined ? {} : { password };
  const { value } = await readFile({ name: 'a.pdf', bytes }, choices).next();
  if (!value || !('result' in value)) throw new Error('Nothing was found.');
  return value.result;
}

async function draftOf(pages: readonly (readonly Placed[])[], info = ''): Promise<ReportDraft> {
  const result = await resultOf(buildPdf(pages, info));
  if (!result.ok) throw new Error(result.error.message);
  expect(checkCanonical(result.value)).toEqual([]);
  return result.value;
}

function outline({ text, blocks }: ReportDraft): string[] {
  return blocks.map(({ kind, span, page }) => `${kind} p${page}: ${text.slice(span.start, span.end)}`);
}

const FIRST = [
  'The port authority closed both piers on Thursday morning, and the ships turned',
  'back to where they had come from. Nobody said for how long the piers would be',
  'closed, and nobody asked the drivers of the cranes, who had stayed at home.',
];
const SECOND = [
  'On Friday the guards opened the gate for an hour. Some forty drivers came, spoke',
  'with the owners in the canteen and went home again before it was dark outside.',
];

it('joins lines to paragraphs, tells headings by their size, and keeps pages', async () => {
  const draft = await draftOf([
    [
      { x: 72, y: 720, size: 20, text: 'The harbour closes' },
      ...lines(FIRST, { x: 72, y: 680 }),
      { x: 72, y: 610, size: 14, bold: true, text: 'What came next' },
      ...lines(SECOND, { x: 72, y: 580 }),
    ],
    lines(['A new week began with the same ships waiting in front of the same closed piers.'], {
      x: 72,
      y: 720,
    }),
  ]);
  expect(outline(draft)).toEqual([
    'title p1: The harbour closes',
    `paragraph p1: ${FIRST.join(' ')}`,
    'heading p1: What came next',
    `paragraph p1: ${SECOND.join(' ')}`,
    'paragraph p2: A new week began with the same ships waiting in front of the same closed piers.',
  ]);
});

it('drops what stands at the same place on each page, and says so', async () => {
  const page = (n: number): Placed[] => [
    { x: 72, y: 760, size: 9, text: 'The Valley Times' },
    ...lines(n % 2 === 0 ? FIRST : SECOND, { x: 72, y: 700 }),
    { x: 300, y: 30, size: 9, text: String(n) },
  ];
  const draft = await draftOf([page(1), page(2), page(3), page(4)]);
  expect(draft.text).not.toContain('Valley Times');
  expect(draft.blocks).toHaveLength(4);
  expect(draft.notes.map(({ message }) => message).join(' ')).toMatch(/headers|page numbers/iu);
});

it('takes what the file says of itself, when that is no junk', async () => {
  const { metadata } = await draftOf(
    [lines(FIRST, { x: 72, y: 700 })],
    '/Title (Harbour report) /Author (Aru Seitova)',
  );
  expect(metadata).toMatchObject({ title: 'Harbour report', author: 'Aru Seitova', published: '' });
  const junk = await draftOf([lines(FIRST, { x: 72, y: 700 })], '/Title (Microsoft Word - a.doc)');
  expect(junk.metadata.title).not.toContain('Microsoft');
});

it('refuses what has no text, and what is damaged', async () => {
  expect(await resultOf(buildPdf([[]]))).toMatchObject({ ok: false, error: { code: 'import/pdf-no-text' } });
  const cut = await resultOf(new TextEncoder().encode('%PDF-1.4\nnothing more'));
  expect(cut).toMatchObject({
    ok: false,
    error: { code: expect.stringMatching(/^import\/pdf-/u) as string },
  });
});

it('never throws, and drafts are sound, whatever is done to its bytes', async () => {
  const bytes = buildPdf([lines(FIRST, { x: 72, y: 700 }), lines(SECOND, { x: 72, y: 700 })]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
      fc.option(fc.nat(bytes.length)),
      async (edits, cut) => {
        const mutated = bytes.slice(0, cut ?? bytes.length);
        for (const [at, byte] of edits) mutated[at] = byte;
        const result = await resultOf(mutated);
        if (result.ok) expect(checkCanonical(result.value)).toEqual([]);
        else expect(result.error.code).toMatch(/^import\/(?!failed)/u);
      },
    ),
    { seed: 20220106, numRuns: 25 },
  );
}, 60_000);

it('reads a protected PDF with its password, and asks for it without', async () => {
  const bytes = buildPdf([lines(FIRST, { x: 72, y: 700 })], '', 'nightingale');
  expect(await resultOf(bytes)).toMatchObject({ ok: false, error: { code: 'import/password-needed' } });
  expect(await resultOf(bytes, 'lark')).toMatchObject({
    ok: false,
    error: { code: 'import/password-wrong' },
  });
  expect(await resultOf(bytes, 'nightingale')).toMatchObject({ ok: true, value: { blocks: [{ page: 1 }] } });
});
