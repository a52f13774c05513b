import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportDraft } from '$domain/report/report';
import type { ReadChoices } from '../importer';
import { damagedBytes, damagedXml } from '../zip/__fixtures__/damage';
import { outline } from '../zip/__fixtures__/outline';
import { pack } from '../zip/__fixtures__/pack';
import { codeOf, faultsOf, readAll, readOne } from '../zip/__fixtures__/read';
import { AUTOMATIC, h, list, odtFiles, p, STYLES, type OdtParts } from './__fixtures__/odt-parts';
import { odtImporter } from './odt-importer';

const LEAD =
  'The harbour stood still for an eighth day on Tuesday as talks between the dockers and the port broke down.';
const bytesOf = (parts: OdtParts) => pack(odtFiles({ styles: STYLES, automatic: AUTOMATIC, ...parts }));
const draftOf = async (parts: OdtParts, choices?: ReadChoices): Promise<ReportDraft> =>
  readOne(odtImporter, await bytesOf(parts), choices);
const blocksOf = async (text: string): Promise<string[]> => outline(await draftOf({ text }));

it('reads titles, headings and quotations by their styles', async () => {
  expect(
    await blocksOf(
      p('Cranes stand still', 'P1') +
        p('An eighth day without ships', 'Subtitle') +
        p(LEAD) +
        h(1, 'Who struck') +
        p('The crane drivers', 'Heading_20_2') +
        p('We stay at home.', 'Quotations') +
        p('Styles in a circle end where they began.', 'LoopA'),
    ),
  ).toEqual([
    'title: Cranes stand still',
    'dek: An eighth day without ships',
    `paragraph: ${LEAD}`,
    'heading 1: Who struck',
    'heading 2: The crane drivers',
    'quote: We stay at home.',
    'paragraph: Styles in a circle end where they began.',
  ]);
});

it('numbers lists and headings as they are printed', async () => {
  const numbered = `${STYLES}<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>`;
  const draft = await draftOf({
    styles: numbered,
    text:
      p('Demands', 'P1') +
      h(1, 'Pay') +
      h(2, 'By day') +
      h(2, 'By night') +
      list('L1', [
        p('Wages') + list('', [p('by the hour'), p('by the crane') + list('', [p('of each pier')])]),
        p('Rest') + list('', [p('at night')]),
      ]) +
      list('L1', [p('Masks') + p('They rose elsewhere.')]) +
      list('L1', [p('Boots')], ' text:continue-numbering="true"') +
      list('L2', [p('No dismissals') + list('L1', [p('ever')])]) +
      h(1, 'Rest'),
  });
  expect(outline(draft)).toEqual([
    'title: Demands',
    'heading 1: 1 Pay',
    'heading 2: 1.1 By day',
    'heading 2: 1.2 By night',
    'list-item 1 <1.>: 1. Wages',
    'list-item 2 <a)>: a) by the hour',
    'list-item 2 <b)>: b) by the crane',
    'list-item 3 <1.b.I>: 1.b.I of each pier',
    'list-item 1 <2.>: 2. Rest',
    'list-item 2 <a)>: a) at night',
    'list-item 1 <1.>: 1. Masks',
    'paragraph: They rose elsewhere.',
    'list-item 1 <2.>: 2. Boots',
    'list-item 1: No dismissals',
    'list-item 2 <a)>: a) ever',
    'heading 1: 2 Rest',
  ]);
});

it('links notes, keeps words in their order and reads tables', async () => {
  const note = (kind: string, mark: string, text: string) =>
    `<text:note text:note-class="${kind}"><text:note-citation>${mark}</text:note-citation><text:note-body>${p(text)}</text:note-body></text:note>`;
  const cell = (inside: string) => `<table:table-cell>${inside}</table:table-cell>`;
  const draft = await draftOf({
    masters: `<style:master-page><style:header>${p('Page head')}</style:header><style:footer/></style:master-page>`,
    text:
      `<text:tracked-changes><text:changed-region><text:deletion>${p('gone')}</text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>` +
      p('Cranes', 'P1') +
      p(
        `They left${note('endnote', 'i', 'Port archive.')} the <text:span>piers</text:span><text:s text:c="2"/>at<text:tab/>noon<text:line-break/>by <text:a>boat</text:a>${note('footnote', '1', 'Or by bus.')}.<text:span text:style-name="T9">secret</text:span>`,
      ) +
      p(
        `Beside.<draw:frame><draw:text-box>${p('In a box.')}</draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame>`,
      ) +
      `<table:table><table:table-header-rows><table:table-row>${cell(p('Pier') + p('north'))}${cell(list('L1', [p('a')]))}</table:table-row></table:table-header-rows><table:table-row><table:covered-table-cell/>${cell(p('b'))}</table:table-row></table:table>` +
      `<table:table><table:table-row>${cell(p('Framed.'))}</table:table-row></table:table>`,
  });
  expect(outline(draft)).toEqual([
    'title: Cranes',
    'paragraph: They left[i] the piers at noon by boat[1].',
    'paragraph: Beside.',
    'paragraph: In a box.',
    'table-row: Pier north | 1. a',
    'table-row: | b',
    'paragraph: Framed.',
    'footnote <1>: [1] Or by bus. ← [1]',
    'footnote <i>: [i] Port archive. ← [i]',
  ]);
  expect(draft.notes.map(({ code }) => code)).toEqual([
    'import/pictures',
    'import/headers',
    'import/hidden',
    'import/tracked-changes',
  ]);
});

const ANNOTATED =
  p('Cranes', 'P1') +
  p(
    `The <office:annotation office:name="1"><dc:creator>Aru</dc:creator>${p('Check.')}</office:annotation>men<office:annotation-end office:name="1"/> left.`,
  );

it('takes comments when asked', async () => {
  const { found, offers } = await readAll(odtImporter, await bytesOf({ text: ANNOTATED }));
  expect(offers).toEqual([{ kind: 'comments', taken: false, count: 1 }]);
  expect(found[0]!.result).toMatchObject({ value: { notes: [{ code: 'import/comments' }] } });
  const { text, comments } = await draftOf({ text: ANNOTATED }, { comments: true });
  expect(comments!.map(({ span, ...rest }) => [text.slice(span.start, span.end), rest])).toEqual([
    ['men', { text: 'Check.', author: 'Aru' }],
  ]);
});

it('takes the title and author of the properties', async () => {
  const meta =
    '<dc:title>Cranes stand still</dc:title><meta:initial-creator>Aru</meta:initial-creator><dc:creator>Bek</dc:creator>';
  expect((await draftOf({ text: p(LEAD), meta })).metadata.title).toBe('Cranes stand still');
});

describe('a file that is refused', () => {
  it('protected, of another kind, damaged', async () => {
    const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
    expect(await codeOf(odtImporter, await bytesOf({ text: '', manifest }))).toBe(
      'import/password-protected',
    );
    const files = odtFiles({ text: p('x') });
    const withContent = async (xml: string) =>
      codeOf(odtImporter, await pack({ ...files, 'content.xml': xml }));
    expect(await withContent('<a/>')).toBe('import/wrong-kind');
    expect(await withContent('<a>')).toBe('xml/malformed');
    expect(await withContent('<!DOCTYPE a><a/>')).toBe('xml/doctype');
    expect(await withContent(`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`)).toBe('xml/too-deep');
    expect(await codeOf(odtImporter, await pack({ 'word/document.xml': '<a/>' }))).toBe('import/wrong-kind');
  });

  it('stands damaged parts and bytes', async () => {
    const files = odtFiles({
      styles: STYLES,
      automatic: AUTOMATIC,
      text: ANNOTATED + h(1, 'Who') + list('L1', [p('a') + list('', [p('b')])]) + list('L2', [p('c')]),
    });
    const sound = await pack(files);
    const edited = fc
      .constantFrom('content.xml', 'styles.xml')
      .chain((name) => damagedXml(files[name]!).map((xml) => ({ ...files, [name]: xml })));
    await fc.assert(
      fc.asyncProperty(edited, damagedBytes(sound), async (parts, bytes) => {
        expect(await faultsOf(odtImporter, await pack(parts), { comments: true })).toEqual([]);
        expect(await faultsOf(odtImporter, bytes)).toEqual([]);
      }),
      { seed: 20220106, numRuns: 150 },
    );
  }, 60_000);
});
