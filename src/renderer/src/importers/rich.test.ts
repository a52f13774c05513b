import { expect, it } from 'vitest';
import { checkCanonical } from '$domain/text/canonical';
import { buildRichDraft, noteMark, rowText, type RichBlock } from './rich';
import { parsePlainText } from './plain-text';

const ORIGIN = { name: 'a.docx', encoding: 'utf-8', notes: [], metadata: {} };

function outline(blocks: readonly RichBlock[], metadata = {}): string[] {
  const { text, blocks: made } = buildRichDraft(blocks, { ...ORIGIN, metadata });
  return made.map((block) => {
    const own = text.slice(block.span.start, block.span.end);
    const marks = block.kind === 'footnote' ? block.mentions : [];
    const level = 'level' in block ? ` ${block.level}` : '';
    const page = block.page === undefined ? '' : ` p${block.page}`;
    return `${block.kind}${level}${page}: ${own}${marks.map((m) => ` ← ${text.slice(m.start, m.end)}`).join('')}`;
  });
}

it('keeps what a document marks, links its notes and carries its pages', () => {
  const blocks: RichBlock[] = [
    { kind: 'title', text: 'The harbour closes', page: 1 },
    { kind: 'dek', text: 'Crane drivers stay at home.' },
    { kind: 'plain', text: `The port  said so on\nMonday.${noteMark('1')}`, page: 1 },
    { kind: 'heading', text: 'Who struck', level: 3, page: 2 },
    { kind: 'item', text: 'Drivers', depth: 1 },
    { kind: 'item', text: 'of cranes', depth: 2, label: '1.' },
    { kind: 'quote', text: 'We stay.' },
    { kind: 'plain', text: '* * *' },
    { kind: 'table-row', text: rowText(['Pier', ' Ships\n']) },
    { kind: 'note', text: 'In a letter.', label: '1' },
  ];
  expect(outline(blocks)).toEqual([
    'title p1: The harbour closes',
    'dek: Crane drivers stay at home.',
    'paragraph p1: The port said so on Monday.[1]',
    'heading 1 p2: Who struck',
    'list-item 1: Drivers',
    'list-item 2: 1. of cranes',
    'quote: We stay.',
    'table-row: Pier | Ships',
    'footnote: [1] In a letter. ← [1]',
  ]);
  expect(checkCanonical(buildRichDraft(blocks, ORIGIN))).toEqual([]);
});

it('reads plain paragraphs as those of a text file', () => {
  const lines = [
    'The harbour closes',
    'By Aru Seitova, 6 January 2022',
    'The port said so on Monday, and the ships turned back to where they came from.',
    'Demands of the drivers',
    '• More pay for all of them',
    '• Less work',
    'They went home (1).',
    '(1) The drivers, not the guards.',
  ];
  const plain = parsePlainText({ ...ORIGIN, text: lines.join('\n\n') });
  const rich = buildRichDraft(
    lines.map((text) => ({ kind: 'plain', text })),
    ORIGIN,
  );
  expect(rich).toEqual(plain);
});

it('finds the words that a comment is about, else takes the block', () => {
  const comment = (exact: string) => ({ exact, text: 'Check.', author: 'Aru' });
  const { text, comments } = buildRichDraft(
    [
      { kind: 'plain', text: 'Men came to the pier. The men left.' },
      { kind: 'plain', text: 'The  men sang.', comments: [comment('men'), comment('women'), comment('')] },
    ],
    ORIGIN,
  );
  expect(comments?.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    'men',
    'The men sang.',
    'The men sang.',
  ]);
});
