import { describe, expect, it } from 'vitest';
import type { ReportDraft } from '$domain/report/report';
import { outline } from '../zip/__fixtures__/outline';
import type { ReadChoices } from '../importer';
import { codeOf as codeFor, readAll, readOne } from '../zip/__fixtures__/read';
import {
  docx,
  docxFiles,
  item,
  NUMBERING,
  p,
  r,
  styled,
  STYLES,
  type DocxParts,
} from './__fixtures__/docx-parts';
import { pack } from '../zip/__fixtures__/pack';
import { docxImporter } from './docx-importer';

const draftOf = async (parts: DocxParts, choices?: ReadChoices): Promise<ReportDraft> =>
  readOne(docxImporter, await docx(parts), choices);
const blocksOf = async (parts: DocxParts): Promise<string[]> => outline(await draftOf(parts));
const codeOf = async (bytes: Uint8Array): Promise<string> => codeFor(docxImporter, bytes);

const LEAD =
  'The harbour stood still for an eighth day on Tuesday as talks between the dockers and the port broke down.';
const change = (kind: string, inside: string) => `<w:${kind} w:id="1" w:author="A">${inside}</w:${kind}>`;

it('reads titles, headings and quotations by their styles, in any language', async () => {
  expect(
    await blocksOf({
      styles: STYLES,
      body:
        styled('Titel', 'Cranes stand still') +
        styled('Untertitel', 'An eighth day without ships') +
        p(LEAD) +
        styled('berschrift1', 'Who struck') +
        styled('Own', 'The crane drivers') +
        styled('TOCHeading', 'Contents of it all, as they say') +
        styled('Quote', 'We stay at home.') +
        p('By outline level', '<w:outlineLvl w:val="0"/>') +
        styled('LoopA', 'Styles in a circle end where they began.') +
        styled('Titel', 'A second report'),
    }),
  ).toEqual([
    'title: Cranes stand still',
    'dek: An eighth day without ships',
    `paragraph: ${LEAD}`,
    'heading 1: Who struck',
    'heading 2: The crane drivers',
    'paragraph: Contents of it all, as they say',
    'quote: We stay at home.',
    'heading 1: By outline level',
    'paragraph: Styles in a circle end where they began.',
    'heading 1: A second report',
  ]);
});

it('numbers lists as they are printed', async () => {
  expect(
    await blocksOf({
      styles: STYLES,
      numbering: NUMBERING,
      body:
        styled('Titel', 'Demands') +
        item(1, 0, 'Pay') +
        item(1, 1, 'by the hour') +
        item(1, 1, 'by the crane') +
        item(1, 2, 'of each pier') +
        item(1, 0, 'Rest') +
        item(1, 1, 'at night') +
        item(2, 0, 'Masks') +
        styled('ListNumber', 'Boots') +
        item(3, 0, 'No dismissals') +
        item(3, 1, 'ever') +
        item(0, 0, 'No item at all, as its number is zero.') +
        p('2. typed', '<w:pStyle w:val="berschrift1"/><w:numPr><w:numId w:val="1"/></w:numPr>'),
    }),
  ).toEqual([
    'title: Demands',
    'list-item 1 <1.>: 1. Pay',
    'list-item 2 <a)>: a) by the hour',
    'list-item 2 <b)>: b) by the crane',
    'list-item 3 <1.b.I>: 1.b.I of each pier',
    'list-item 1 <2.>: 2. Rest',
    'list-item 2 <a)>: a) at night',
    'list-item 1 <5.>: 5. Masks',
    'list-item 1 <6.>: 6. Boots',
    'list-item 1: No dismissals',
    'list-item 2: ever',
    'paragraph: No item at all, as its number is zero.',
    'heading 1: 7. 2. typed',
  ]);
});

it('links footnotes and endnotes', async () => {
  const mark = (kind: string, id: number, more = '') =>
    `<w:r><w:${kind}Reference w:id="${id}"${more}/></w:r>`;
  const note = (kind: string, id: number, text: string) =>
    `<w:${kind} w:id="${id}">${p(`<w:r><w:${kind}Ref/></w:r>${r(` ${text}`)}`)}${p('More of it.')}</w:${kind}>`;
  const custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>';
  expect(
    await blocksOf({
      styles: STYLES,
      footnotes: `<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>${note('footnote', 2, 'In a letter.')}${note('footnote', 3, 'On the radio.')}${note('footnote', 4, 'Our count.')}`,
      endnotes: note('endnote', 2, 'Port archive.'),
      body:
        styled('Titel', 'Cranes') +
        p(`${r('They left')}${mark('footnote', 3)}${r(' at noon')}${mark('endnote', 2)}${r('.')}`) +
        p(
          `${r('All said so')}${mark('footnote', 2)}${r('; some sang')}${custom}${r(', some did not')}${mark('footnote', 9)}${r('.')}`,
        ),
    }),
  ).toEqual([
    'title: Cranes',
    'paragraph: They left[1] at noon[i].',
    'paragraph: All said so[2]; some sang[*], some did not.',
    'footnote <1>: [1] On the radio. More of it. ← [1]',
    'footnote <2>: [2] In a letter. More of it. ← [2]',
    'footnote <*>: [*] Our count. More of it. ← [*]',
    'footnote <i>: [i] Port archive. More of it. ← [i]',
  ]);
});

it('accepts tracked changes and says so', async () => {
  const draft = await draftOf({
    styles: STYLES,
    body:
      styled('Titel', 'Cranes') +
      p(
        `${r('They ')}${change('ins', r('never '))}${change('del', '<w:r><w:delText>often </w:delText></w:r>')}${r('came')}`,
        `<w:rPr>${change('del', '')}</w:rPr>`,
      ) +
      p(' back') +
      change('moveFrom', p('Elsewhere.')) +
      change('moveTo', p('Here now.')) +
      `<w:tbl><w:tr><w:trPr>${change('del', '')}</w:trPr><w:tc>${p('gone')}</w:tc></w:tr><w:tr><w:tc>${p('Pier')}</w:tc><w:tc>${p('Ships')}</w:tc></w:tr></w:tbl>`,
  });
  expect(outline(draft)).toEqual([
    'title: Cranes',
    'paragraph: They never came back',
    'paragraph: Here now.',
    'table-row: Pier | Ships',
  ]);
  expect(draft.notes.map(({ message }) => message)).toEqual([
    'Tracked changes were accepted: 1 insertions kept, 3 deletions left out, 1 moves made.',
  ]);
});

it('takes comments when asked', async () => {
  const parts: DocxParts = {
    styles: STYLES,
    comments: `<w:comment w:id="5" w:author="Aru">${p('Check this.')}${p('Twice.')}</w:comment><w:comment w:id="6" w:author="Aru">${p('All of it?')}</w:comment>`,
    body:
      styled('Titel', 'Cranes') +
      p(
        `${r('The ')}<w:commentRangeStart w:id="5"/>${r('men')}<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>${r(' left.')}<w:r><w:commentReference w:id="6"/></w:r>`,
      ),
  };
  const bytes = await docx(parts);
  const { found, offers } = await readAll(docxImporter, bytes);
  expect(offers).toEqual([{ kind: 'comments', taken: false, count: 2 }]);
  expect(found[0]!.result).toMatchObject({ value: { notes: [{ code: 'import/comments' }] } });
  const draft = await draftOf(parts, { comments: true });
  expect(draft.notes).toEqual([]);
  expect(draft.comments!.map(({ span, ...rest }) => [draft.text.slice(span.start, span.end), rest])).toEqual([
    ['men', { text: 'Check this.\nTwice.', author: 'Aru' }],
    ['The men left.', { text: 'All of it?', author: 'Aru' }],
  ]);
});

it('keeps the words of fields, links, controls, boxes and tables, and counts what it leaves out', async () => {
  const field = (code: string, result: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const box = (text: string) => `<w:txbxContent>${p(text)}</w:txbxContent>`;
  const draft = await draftOf({
    styles: STYLES,
    header: p('Page head'),
    body:
      styled('Titel', 'Cranes') +
      p(
        `${r('See ')}${field(' HYPERLINK "x" ', r('the list'))}<w:hyperlink r:id="rId9">${r(' of ships')}</w:hyperlink><w:fldSimple w:instr="PAGE">${r(' 7')}</w:fldSimple>${r('.')}`,
      ) +
      p(
        `<w:r><w:t>un</w:t><w:softHyphen/><w:t>loading</w:t><w:tab/><w:t>docks</w:t><w:br/><w:t>twenty</w:t><w:noBreakHyphen/><w:t>two</w:t><w:br w:type="page"/></w:r>`,
      ) +
      p(
        `<w:smartTag w:element="place">${r('Almaty')}</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>${r(' and Aktau')}</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r('Click here')}</w:sdtContent></w:sdt>`,
      ) +
      p(
        `${r('Beside.')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box('In a box.')}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box('In a box.')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      ) +
      p(
        `<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:object/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Webdings" w:char="F011"/></w:r><m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>=b</m:t></m:r></m:oMath>`,
      ) +
      `<w:tbl><w:tr><w:tc>${p('Pier')}${p('north')}</w:tc><w:tc><w:tbl><w:tr><w:tc>${p('a')}</w:tc><w:tc>${p('b')}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>` +
      `<w:tbl><w:tr><w:tc>${p('Framed.')}</w:tc></w:tr></w:tbl>`,
  });
  expect(outline(draft)).toEqual([
    'title: Cranes',
    'paragraph: See the list of ships 7.',
    'paragraph: unloading docks twenty\u2011two',
    'paragraph: Almaty and Aktau',
    'paragraph: Beside.',
    'paragraph: In a box.',
    'list-item 1: a=b',
    'table-row: Pier north | a | b',
    'paragraph: Framed.',
  ]);
  expect(draft.notes.map(({ code, message }) => `${code} ${/\d+/u.exec(message)![0]}`)).toEqual([
    'import/pictures 1',
    'import/objects 1',
    'import/equations 1',
    'import/headers 1',
    'import/hidden 1',
    'import/symbols 1',
  ]);
});

it('finds its parts wherever they are, in strict documents and behind byte order marks', async () => {
  const files = docxFiles({ body: styled('Titel', 'Cranes'), styles: STYLES }, 'parts/main.xml');
  const strict = Object.fromEntries(
    Object.entries(files).map(([name, xml]) => [
      name,
      `\ufeff${xml.replaceAll('http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'http://purl.oclc.org/ooxml/officeDocument/relationships')}`,
    ]),
  );
  expect(outline(await readOne(docxImporter, await pack(strict)))).toEqual(['title: Cranes']);
});

describe('the properties of a file', () => {
  const core = (title: string) =>
    `<dc:title>${title}</dc:title><dc:creator>Aru Seitova</dc:creator><dcterms:created>2013-01-01T00:00:00Z</dcterms:created>`;
  it.each([
    ['Cranes stand still', 'Cranes stand still'],
    ['Microsoft Word - cranes.doc', 'Cranes in the harbour'],
    ['scan_0001', 'Cranes in the harbour'],
    ['Untitled', 'Cranes in the harbour'],
  ])('a title “%s”', async (title, expected) => {
    const { metadata } = await draftOf({ body: p('Cranes in the harbour') + p(LEAD), core: core(title) });
    expect(metadata).toMatchObject({ title: expected, published: '' });
  });
});

describe('a file that is refused', () => {
  const text = (words: string) => new TextEncoder().encode(words);
  const compound = (words: string) =>
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...text(words)]);
  it.each([
    ['nothing', text(''), 'import/empty'],
    ['text', text('Cranes'), 'import/wrong-kind'],
    ['RTF', text('{\\rtf1 Cranes}'), 'import/wrong-kind'],
    ['an old document', compound('Word'), 'import/old-format'],
    ['a protected one', compound([...'EncryptedPackage'].join('\0')), 'import/password-protected'],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it('other documents in archives', async () => {
    expect(await codeOf(await pack({ mimetype: 'application/epub+zip', 'a.txt': 'x' }))).toBe(
      'import/wrong-kind',
    );
    expect(await codeOf(await pack({ 'a.txt': 'x' }))).toBe('import/wrong-kind');
  });

  it('parts that are missing, damaged, deep or declare a document type', async () => {
    const files = docxFiles({ body: p('x') });
    const main = files['word/document.xml']!;
    const without = Object.fromEntries(
      Object.entries(files).filter(([name]) => name !== 'word/document.xml'),
    );
    expect(await codeOf(await pack(without))).toBe('import/no-main-part');
    const withMain = async (xml: string) => codeOf(await pack({ ...files, 'word/document.xml': xml }));
    expect(await withMain(main.slice(0, -10))).toBe('xml/malformed');
    expect(await withMain(main.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'))).toBe('xml/doctype');
    expect(await withMain(main.replace('<w:body>', `<w:body>${'<w:sdt>'.repeat(300)}`))).toBe('xml/too-deep');
    expect(await withMain('<w:other xmlns:w="x"/>')).toBe('import/wrong-kind');
  });
});

it('reads a hundred thousand runs in a few seconds', async () => {
  const runs = Array.from({ length: 100_000 }, (_, i) => `<w:r><w:rPr><w:b/></w:rPr><w:t>w${i} </w:t></w:r>`);
  const bytes = await docx({
    body: Array.from({ length: 1000 }, (_, i) => p(runs.slice(i * 100, i * 100 + 100).join(''))).join(''),
  });
  const started = performance.now();
  expect(await codeOf(bytes)).toBe('read');
  expect(performance.now() - started).toBeLessThan(10_000);
}, 60_000);
