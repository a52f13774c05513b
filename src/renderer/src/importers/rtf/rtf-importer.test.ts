import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportDraft } from '$domain/report/report';
import { decode } from '../decode';
import type { ReadChoices } from '../importer';
import { parsePlainText } from '../plain-text';
import { damagedBytes } from '../zip/__fixtures__/damage';
import { outline } from '../zip/__fixtures__/outline';
import { codeOf, faultsOf, readAll, readOne } from '../zip/__fixtures__/read';
import { rtfImporter } from './rtf-importer';

const FONTS =
  '{\\fonttbl{\\f0\\froman\\fcharset0{\\*\\panose 02020603} Times New Roman;}{\\f1\\fcharset2 Symbol;}' +
  '{\\f2\\fcharset204 Arial Cyr;}{\\f3\\fcharset128 MS Mincho;}{\\f4\\fcharset134\\cpg936 SimSun;}{\\f5\\fcharset2 Wingdings;}}';
const STYLES =
  '{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\ql Normal;}{\\s1\\sbasedon0\\outlinelevel0 heading 1,H1;}' +
  '{\\s2\\sbasedon1 Own;}{\\s3 heading 2;}{\\s4\\sbasedon0 Title;}{\\s5 Quote;}{\\*\\cs10 Default Paragraph Font;}}';
const LEAD =
  'The harbour stood still for an eighth day on Tuesday as talks between the two sides broke down. ' +
  'Nobody knows when the cranes will move again, nor who is going to pay for the ships that wait in the bay.';

/** A document; characters above 255 have to be escaped. */
const rtf = (body: string, head = '\\ansi\\ansicpg1252\\deff0\\uc1'): Uint8Array =>
  Uint8Array.from(`{\\rtf1${head}${FONTS}${STYLES}${body}}`, (char) => char.charCodeAt(0));
const hex = (...bytes: readonly number[]): string =>
  bytes.map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
/** Windows-1251 for letters of the Russian alphabet. */
const russian = (text: string): string =>
  [...text]
    .map((char) => {
      const code = char.codePointAt(0)!;
      return code >= 0x410 && code <= 0x44f ? hex(code - 0x350) : char;
    })
    .join('');
const unicode = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
    .map((unit) => `\\u${unit > 0x7fff ? unit - 0x10000 : unit}?`)
    .join('');

const draftOf = (body: string, choices?: ReadChoices): Promise<ReportDraft> =>
  readOne(rtfImporter, rtf(body), { name: 'a.rtf', ...choices });
const blocksOf = async (body: string): Promise<string[]> => outline(await draftOf(body));
const textOf = async (body: string): Promise<string> => (await draftOf(`${LEAD}\\par ${body}\\par`)).text;
/** Codes of what is said of the file; that a title is missing is said of the text. */
const codesOf = ({ notes }: ReportDraft): string[] =>
  notes.map(({ code }) => code).filter((code) => code !== 'import/no-title');
const notesOf = async (body: string): Promise<string[]> =>
  (await draftOf(`\\pard\\s4 Cranes\\par\\pard\\plain ${body}`)).notes.map(({ message }) => message);

describe('characters', () => {
  it('reads Western text with the quotation marks, dashes and spaces of the format', async () => {
    expect(
      await textOf(
        "\\ldblquote A caf\\'e9\\rdblquote\\emdash it\\rquote s x\\_y and co\\-operate\\~\\{5\\}\\tab end",
      ),
    ).toBe(`${LEAD}\n\n“A café”—it’s x‑y and cooperate {5} end`);
  });

  it('reads Russian by the character set of the font', async () => {
    expect(await textOf(`{\\f2 ${russian('Порт стоит')}} {\\f0 caf\\'e9}`)).toBe(
      `${LEAD}\n\nПорт стоит café`,
    );
  });

  it('reads Russian by the code page of the document where fonts say none', async () => {
    const bytes = rtf(russian('Порт стоит восьмой день подряд.'), '\\ansi\\ansicpg1251\\deff0');
    const draft = await readOne(rtfImporter, bytes);
    expect(draft.text).toBe('Порт стоит восьмой день подряд.');
    expect(draft.encoding).toBe('windows-1251');
  });

  it('reads Kazakh and signs beyond the basic plane by their Unicode numbers', async () => {
    expect(await textOf(unicode('Қазақстан 😀 әлем'))).toBe(`${LEAD}\n\nҚазақстан 😀 әлем`);
  });

  it('leaves out as many fallbacks as are said, of any form, and replaces half pairs', async () => {
    expect(
      await textOf(
        "{\\uc2 \\u1179\\'82\\'a0\\u1179\\lquote x.}\\u1179\\'3f{\\uc0\\u1179 y}\\u1179 \\b z\\u-10179?.",
      ),
    ).toBe(`${LEAD}\n\nққ.ққyқz\ufffd.`);
  });

  it('decodes sequences of several bytes together, with trail bytes that are signs of the format', async () => {
    // 表 is 95 5C, 日 is 93 FA.
    expect(await textOf("{\\f3 \\'93\\'fa\\'95\\\\\\'95\\'5c\r\n\\'93\r\n\\'fa}{\\f4 \\'d6\\'d0}")).toBe(
      `${LEAD}\n\n日表表日中`,
    );
  });

  it('reads the Unicode words of a group that has both', async () => {
    expect(await textOf('{\\upr{Kazak}{\\*\\ud{\\u1178?azaq}}} end')).toBe(`${LEAD}\n\nҚazaq end`);
  });

  it('reads known signs of symbol fonts and counts the others', async () => {
    const body = `${LEAD} {\\f5\\'fc}{\\f5\\u-3844?} {\\f5\\'ab}done.\\par`;
    expect((await draftOf(body)).text).toBe(`${LEAD} ✓✓ done.`);
    expect(await notesOf(body)).toEqual(['Signs of a symbol font were left out: 1.']);
  });
});

describe('structure', () => {
  it('reads titles, headings and quotations by styles and outline levels', async () => {
    expect(
      await blocksOf(
        `\\pard\\s4 Cranes stand still\\par\\pard\\plain ${LEAD}\\par{\\pard\\s1 Who struck\\par}\\pard\\s2 As its parent\\par` +
          '\\pard\\s3 The drivers\\par\\pard\\outlinelevel1 By level\\par\\pard\\s1\\outlinelevel9 Not one, as the paragraph says.\\par' +
          '\\pard\\s5 We stay at home.\\par\\pard\\s4 Another\\par',
      ),
    ).toEqual([
      'title: Cranes stand still',
      `paragraph: ${LEAD}`,
      'heading 1: Who struck',
      'heading 1: As its parent',
      'heading 2: The drivers',
      'heading 2: By level',
      'paragraph: Not one, as the paragraph says.',
      'quote: We stay at home.',
      'heading 1: Another',
    ]);
  });

  it('reads lists with the numbers that are printed, and bullets', async () => {
    const item = (label: string, level: number, text: string): string =>
      `{\\listtext\\pard\\plain ${label}\\tab}\\pard\\ls1\\ilvl${level} ${text}\\par`;
    expect(
      await blocksOf(
        `${LEAD}\\par${item('1.', 0, 'Pay')}${item('a)', 1, 'Rest')}${item('2.', 0, 'Boots')}\\pard ${LEAD}\\par` +
          `${item("\\f1\\'b7", 0, 'Ships')}${item('\\f5 n', 0, 'Boats')}${item('o', 1, 'Rafts')}\\pard{\\pntext\\f1\\'B7\\tab}Last\\par`,
      ),
    ).toEqual([
      `paragraph: ${LEAD}`,
      'list-item 1 <1.>: 1. Pay',
      'list-item 2 <a)>: a) Rest',
      'list-item 1 <2.>: 2. Boots',
      `paragraph: ${LEAD}`,
      'list-item 1: Ships',
      'list-item 1: Boats',
      'list-item 2: Rafts',
      'list-item 1: Last',
    ]);
  });

  it('reads tables row by row, with tables inside, and frames as what is in them', async () => {
    expect(
      await blocksOf(
        `${LEAD}\\par\\trowd\\cellx10\\cellx20\\pard\\intbl Pier\\cell Ships\\par and boats\\cell\\row` +
          '\\trowd\\cellx10\\cellx20\\pard\\intbl East\\cell\\pard\\intbl\\itap2 in\\nestcell side\\nestcell' +
          '{\\*\\nesttableprops\\trowd\\cellx1\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1\\cell\\row' +
          '\\pard Between them.\\par\\trowd\\cellx9\\pard\\intbl One.\\par Two.\\cell\\row\\pard End.\\par',
      ),
    ).toEqual([
      `paragraph: ${LEAD}`,
      'table-row: Pier | Ships and boats',
      'table-row: East | in | side',
      'paragraph: Between them.',
      'paragraph: One.',
      'paragraph: Two.',
      'paragraph: End.',
    ]);
  });

  it('keeps footnotes and endnotes with their marks', async () => {
    const note = (text: string, mark = '\\chftn'): string =>
      `{\\super ${mark}{\\footnote\\pard\\plain{\\super ${mark}} ${text}}}`;
    expect(
      await blocksOf(
        `\\aftnnrlc\\pard\\s4 Cranes\\par\\pard ${LEAD}${note('In a letter.')} They left${note('Archive.', '*')} soon${note('\\ftnalt At the end.')}.${note('Twice.')}\\par`,
      ),
    ).toEqual([
      'title: Cranes',
      `paragraph: ${LEAD}[1] They left[*] soon[i].[2]`,
      'footnote <1>: [1] In a letter. ← [1]',
      'footnote <*>: [*] Archive. ← [*]',
      'footnote <2>: [2] Twice. ← [2]',
      'footnote <i>: [i] At the end. ← [i]',
    ]);
  });

  it('keeps results of fields and words of text boxes, and leaves out what is no text', async () => {
    const body =
      `{\\*\\unknown No}{\\header Page}{\\footerf  }${LEAD} {\\field{\\*\\fldinst HYPERLINK "http://a.example"}{\\fldrslt A link}}.` +
      '{\\v hidden}{\\*\\shppict{\\pict\\pngblip 89504e}}{\\nonshppict{\\pict 00}}{\\pict\\bin3 }}}}' +
      '{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard In a box.\\par}}{\\shprslt No}}{\\object\\objemb{\\*\\objdata 01}{\\result No}}\\par';
    expect(await blocksOf(body)).toEqual([`paragraph: ${LEAD} A link.`, 'paragraph: In a box.']);
    expect(await notesOf(body)).toEqual([
      'Pictures were left out: 2.',
      'Embedded objects, charts and diagrams were left out: 1.',
      'Headers and footers were left out: 1.',
      'Hidden text was left out: 1 place.',
    ]);
  });
});

describe('what is about the text', () => {
  it('accepts tracked changes, deleted ends of paragraphs among them', async () => {
    const body = `${LEAD} {\\revised They }{\\deleted stayed }{\\deleted\\b here }left{\\deleted\\par}{ at night.}\\par`;
    expect(await blocksOf(body)).toEqual([`paragraph: ${LEAD} They left at night.`]);
    expect(await notesOf(body)).toEqual([
      'Tracked changes were accepted: 1 insertions kept, 2 deletions left out, 0 moves made.',
    ]);
  });

  it('offers comments, and leaves them out unless they are wanted', async () => {
    const body =
      `${LEAD}\\par They {\\*\\atrfstart 7}left the pier{\\*\\atrfend 7}{\\*\\atnid AB}{\\*\\atnauthor Aru}\\chatn` +
      '{\\*\\annotation{\\*\\atnref 7}{\\*\\atndate 12}\\pard Check\\par this.} at night.\\par';
    const without = await readAll(rtfImporter, rtf(body));
    expect(without.offers).toEqual([{ kind: 'comments', taken: false, count: 1 }]);
    const draft = await draftOf(body);
    expect(draft.comments).toBeUndefined();
    expect(draft.text).toBe(`${LEAD}\n\nThey left the pier at night.`);
    expect(await notesOf(body)).toEqual(['Comments were left out: 1.']);
    const { comments = [], text } = await draftOf(body, { comments: true });
    expect(
      comments.map(({ span, ...comment }) => ({ ...comment, on: text.slice(span.start, span.end) })),
    ).toEqual([{ text: 'Check\nthis.', author: 'Aru', on: 'left the pier' }]);
  });

  it('takes title and author from the properties', async () => {
    const draft = await draftOf(
      `{\\info{\\title Cranes \\'96 a study}{\\author Aru}{\\operator No}{\\creatim\\yr2022}{\\comment No}}${LEAD}\\par`,
    );
    expect(draft.metadata).toMatchObject({ title: 'Cranes – a study', author: 'Aru' });
    expect(draft.text).toBe(LEAD);
  });
});

describe('hostile and damaged files', () => {
  it('reads a file that is cut off as far as it goes, with a note', async () => {
    const whole = rtf(`${LEAD}\\par And{\\footnote A no`);
    const draft = await readOne(rtfImporter, whole.subarray(0, whole.length - 1));
    expect(outline(draft)).toEqual([
      `paragraph: ${LEAD}`,
      'paragraph: And[1]',
      'footnote <1>: [1] A no ← [1]',
    ]);
    expect(codesOf(draft)).toEqual(['import/damaged']);
    const binary = await readOne(rtfImporter, rtf(`${LEAD}{\\pict\\bin999999999 x`));
    expect(binary.text).toBe(LEAD);
    expect(codesOf(binary)).toEqual(['import/pictures', 'import/damaged']);
  });

  it('reads nothing behind the end', async () => {
    const draft = await readOne(rtfImporter, rtf(`${LEAD}\\par}behind{`));
    expect(draft.text).toBe(LEAD);
    expect(codesOf(draft)).toEqual([]);
  });

  it('stands deep nesting', async () => {
    const nested = (group: string, times: number): string =>
      `${LEAD}\\par ${group.repeat(times)}deep${'}'.repeat(times)} End.\\par`;
    const read = async (body: string): Promise<number> => {
      const started = performance.now();
      const { text, ...draft } = await draftOf(body);
      expect(text).toContain('End.');
      expect(text).not.toContain('deep');
      expect(draft.notes.map(({ code }) => code)).toContain('import/damaged');
      return performance.now() - started;
    };
    expect(await read(nested('{', 100_000))).toBeLessThan(3_000);
    expect(await read(nested('{\\shptxt ', 10_000))).toBeLessThan(3_000);
    await read(nested('{\\footnote ', 2_000));
  }, 20_000);

  it('refuses what is no RTF or has no text', async () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect(await codeOf(rtfImporter, bytes(''))).toBe('import/empty');
    expect(await codeOf(rtfImporter, rtf('\\par'))).toBe('import/empty');
    expect(await codeOf(rtfImporter, bytes('%PDF-1.4'))).toBe('import/wrong-kind');
    expect(await codeOf(rtfImporter, bytes('<html>'))).toBe('import/wrong-kind');
    expect(await codeOf(rtfImporter, bytes('Plain words'))).toBe('import/wrong-kind');
    expect(await codeOf(rtfImporter, bytes('\ufeff\n{\\rtf1 Words.}'))).toBe('read');
  });

  it('stands damaged bytes', async () => {
    const sound = rtf(
      `{\\info{\\title A}}\\pard\\s1 One\\par{\\listtext 1.\\tab}\\ls1 Two{\\super *{\\footnote\\ftnalt * N}}\\par` +
        '\\trowd\\pard\\intbl\\itap2 a\\nestcell{\\*\\nesttableprops\\nestrow}\\itap1 b\\cell\\row\\pard' +
        "{\\deleted x\\par}{\\f3\\'93\\'fa}{\\uc1\\u1179?}{\\*\\atrfstart 1}c{\\*\\atrfend 1}{\\*\\annotation{\\*\\atnref 1}d}" +
        '{\\upr{e}{\\*\\ud f}}{\\shp{\\shptxt g\\par}}{\\pict\\bin2 ab}\\par',
    );
    await fc.assert(
      fc.asyncProperty(damagedBytes(sound), async (bytes) => {
        expect(await faultsOf(rtfImporter, bytes, { comments: true })).toEqual([]);
      }),
      { seed: 20220106, numRuns: 500 },
    );
    const words = fc.constantFrom(
      ...(
        '{ } \\par \\cell \\nestcell \\row \\nestrow \\intbl \\itap2 \\itap99999999 \\footnote \\super \\annotation \\* ' +
        "\\upr \\ud \\shptxt \\listtext \\fonttbl \\f1 \\f-1 \\stylesheet \\s1 \\info \\title \\u-1 \\uc9 \\' \\bin9 \\deleted x"
      ).split(' '),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 60 }), async (made) => {
        expect(await faultsOf(rtfImporter, rtf(made.join(' ')), { comments: true })).toEqual([]);
      }),
      { seed: 20220106, numRuns: 500 },
    );
  }, 60_000);
});

const folder = resolve(import.meta.dirname, '../../../../../../shared/data/files/same-text');

it.skipIf(!existsSync(folder))(
  'reads the same as of a text file (skipped when ../shared/data is absent)',
  async () => {
    const read = (name: string): Uint8Array => new Uint8Array(readFileSync(resolve(folder, name)));
    const plain = decode(read('eng_spa_mult.txt'));
    if (!plain.ok) throw new Error(plain.error.message);
    const wanted = parsePlainText({ ...plain.value, name: 'eng_spa_mult.txt' });
    const draft = await readOne(rtfImporter, read('eng_spa_mult.rtf'), { name: 'eng_spa_mult.rtf' });
    expect(outline(draft)).toEqual(outline(wanted));
    expect(draft.text).toBe(wanted.text);
  },
);
