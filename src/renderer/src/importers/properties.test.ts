import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCanonical, cleanText } from '$domain/text/canonical';
import { parsePlainText } from './plain-text';
import { parseFile } from './registry';

const SETTINGS = { seed: 20220106, numRuns: 300 };
const UTF8 = new TextEncoder();
const FILES = ['a.txt', 'a.md'] as const;

const naughty = import.meta.glob<string[]>('../../../../../shared/data/strings/naughty-strings.json', {
  import: 'default',
  eager: true,
});

/** Lines with what the reader of structure looks for, in every order. */
const line = fc.oneof(
  fc.constantFrom(
    '',
    '',
    '  ',
    '---',
    '===',
    '***',
    '```',
    '| a | b |',
    '|---|---|',
    '> ',
    '<!--',
    '-->',
    '[x]: http://y',
  ),
  fc
    .tuple(
      fc.constantFrom(
        '',
        '- ',
        '* ',
        '  - ',
        '• ',
        '1. ',
        '2. ',
        'a) ',
        '(1) ',
        '[1] ',
        '¹ ',
        '# ',
        '## ',
        '> ',
        '\t',
        '— ',
        '[^1]: ',
        '-',
      ),
      fc.oneof(
        fc.constantFrom(
          'Notes',
          'Actions by crowds',
          'SHOTS',
          'Source: X',
          '6 January 2022',
          'A b c.',
          'word* [1] **b** _i_',
        ),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
      ),
      fc.constantFrom('', '.', ':', '?', '  ', '-', '\\'),
    )
    .map((parts) => parts.join('')),
);
const document = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));
const anyText = fc.oneof(
  document,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);

const words = (text: string): string[] => (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).sort();

describe('importing', () => {
  it('never throws, and drafts are sound, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.constantFrom(...FILES), async (text, file) => {
        const result = await parseFile(file, UTF8.encode(text));
        if (result.ok) expect(checkCanonical(result.value)).toEqual([]);
        else expect(result.error.code).toMatch(/^import\/(?!failed)/u);
      }),
      SETTINGS,
    );
  });

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(...FILES, 'a.docx', 'a', ''),
        async (bytes, file) => {
          const result = await parseFile(file, bytes);
          if (result.ok) expect(checkCanonical(result.value)).toEqual([]);
          else expect(result.error.code).toMatch(/^import\/(?!failed)/u);
        },
      ),
      SETTINGS,
    );
  });

  it('loses no word of a plain text', () => {
    fc.assert(
      fc.property(document, (text) => {
        const draft = parsePlainText({ text, name: 'a.txt', encoding: 'utf-8', notes: [] });
        expect(words(draft.text)).toEqual(words(cleanText(text).text));
      }),
      SETTINGS,
    );
  });

  it('cleans a text once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const { text } = cleanText(raw);
        expect(cleanText(text)).toEqual({ text, notes: [] });
      }),
      SETTINGS,
    );
  });

  it.skipIf(Object.keys(naughty).length === 0)(
    'stands strings that break other programs (skipped when absent)',
    async () => {
      for (const text of Object.values(naughty)[0]!) {
        for (const file of FILES) {
          const result = await parseFile(file, UTF8.encode(`Title of it\n\n${text}\n\n- ${text}`));
          if (result.ok) expect(checkCanonical(result.value)).toEqual([]);
          else expect(result.error.code).toBe('import/binary');
        }
      }
    },
  );

  it('takes time in proportion to the text', async () => {
    // Each of these once made a regular expression or a search look back over the whole text.
    const hostile = [
      '[',
      '*a ',
      '`',
      '(1) ',
      '[1] x\n',
      '<a ',
      '**',
      '_',
      'A. ',
      '- ',
      '![',
      '\n',
      '|',
      '&',
      '# a\n',
      '1. a\n',
      '> ',
    ];
    for (const piece of hostile) {
      const bytes = UTF8.encode(piece.repeat(20_000));
      for (const file of FILES) {
        const started = performance.now();
        await parseFile(file, bytes);
        expect(performance.now() - started, `${JSON.stringify(piece)} in ${file}`).toBeLessThan(4000);
      }
    }
  }, 120_000);
});
