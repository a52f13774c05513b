import { describe, expect, it } from 'vitest';
import type { ReportDraft } from '$domain/report/report';
import { checkCanonical } from '$domain/text/canonical';
import { CASES } from './__fixtures__/cases';
import { SHAPES } from './__fixtures__/shapes';
import { parseFile } from './registry';

const UTF8 = new TextEncoder();

async function parse(name: string, text: string): Promise<ReportDraft> {
  const result = await parseFile(name, UTF8.encode(text));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function outline({ text, blocks }: ReportDraft): string[] {
  return blocks.map((block) => {
    const own = text.slice(block.span.start, block.span.end).replaceAll('\n', '↵');
    const level = 'level' in block ? ` ${block.level}` : '';
    const label = 'label' in block ? ` <${block.label}>` : '';
    const mentions = block.kind === 'footnote' ? block.mentions : [];
    const arrow = mentions.map((m) => ` ← ${text.slice(m.start, m.end)}`).join('');
    return `${block.kind}${level}${label}: ${own}${arrow}`;
  });
}

describe('the structure of a text', () => {
  it.each([...CASES, ...SHAPES])('$name', async ({ file, text, metadata, outline: expected }) => {
    const draft = await parse(file, text);
    expect(outline(draft)).toEqual(expected);
    expect(draft.metadata).toMatchObject(metadata);
    expect(checkCanonical(draft)).toEqual([]);
  });

  it('takes the first words for a title when no line is one, and says so', async () => {
    const draft = await parse('a.txt', '- one\n- two');
    expect(draft.metadata.title).toBe('one');
    expect(draft.notes.map((note) => note.code)).toContain('import/no-title');
  });

  it('says what Markdown lost', async () => {
    const { notes } = await parse(
      'a.md',
      '---\ntitle: x\n---\n# T\n\n[a](http://b) <!-- c --> ![d](e) <b>f</b>',
    );
    const codes = notes.map((note) => note.code);
    expect(codes).toEqual([
      'import/front-matter',
      'import/comments',
      'import/links',
      'import/images',
      'import/tags',
    ]);
  });
});

const real = import.meta.glob<string>('../../../../../shared/reports/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const sample = import.meta.glob<string>('../../../../resources/sample/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const words = (text: string): string[] => (text.match(/[\p{L}\p{N}]+/gu) ?? []).sort();

describe.each([
  ['the report that came with the brief', Object.values(real)[0]],
  ['the sample report', Object.values(sample)[0]],
])('%s', (name, text) => {
  it.skipIf(text === undefined).each(['report.txt', 'report.md'])(
    `is read whole as %s (skipped when absent: ${name})`,
    async (file) => {
      const draft = await parse(file, text!);
      const kinds = (kind: string): number => draft.blocks.filter((block) => block.kind === kind).length;
      expect(checkCanonical(draft)).toEqual([]);
      expect(words(draft.text)).toEqual(words(text!));
      expect(draft.metadata).toMatchObject({ title: text!.split('\n')[0], language: 'en' });
      expect([kinds('title'), kinds('dek'), kinds('heading'), kinds('list-item'), kinds('footnote')]).toEqual(
        [1, 0, 3, 16, 1],
      );
      const headings = [...new Set(draft.blocks.map((block) => block.section[0]))].filter(
        (s) => s !== undefined,
      );
      expect(
        headings.map(
          (heading) => draft.blocks.filter((b) => b.kind === 'list-item' && b.section[0] === heading).length,
        ),
      ).toEqual([3, 8, 5]);
      const footnote = draft.blocks.find((block) => block.kind === 'footnote');
      expect(footnote?.label).toBe('1');
      expect(footnote?.mentions.map(({ start, end }) => [start, draft.text.slice(start, end)])).toEqual([
        [draft.text.indexOf('CSTO'), 'CSTO'],
      ]);
    },
  );
});
