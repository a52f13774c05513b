import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCanonical, toCanonicalText, type BlockInput } from '../text/canonical';
import { correctedText } from './corrected-text';
import type { CanonicalText } from './report';

const INPUTS: readonly BlockInput[] = [
  { kind: 'title', text: 'Harbour strike goes on for a third day' },
  { kind: 'dek', text: 'Dockers want safer cranes and better pay' },
  { kind: 'paragraph', text: 'Dockers stopped work in the harbour on Monday morning (1).' },
  { kind: 'heading', level: 1, text: 'What the port authority says' },
  { kind: 'list-item', level: 1, text: 'It counted fourteen ships that wait outside the port.' },
  { kind: 'list-item', level: 2, text: '2. Two of them carry fruit that will not keep.', label: '2.' },
  { kind: 'quote', text: 'Nobody will unload by hand, said the foreman of the pier.' },
  { kind: 'footnote', label: '1', text: '(1) By the clock of the harbour master.' },
];
const TEXT = toCanonicalText(INPUTS);

/** Kinds and beginnings of the blocks after an edit of the text. */
function after(edit: (text: string) => string, from: CanonicalText = TEXT): string[] {
  const result = correctedText(from, edit(from.text));
  if (!result.ok) return [result.error.code];
  expect(checkCanonical(result.value)).toEqual([]);
  return result.value.blocks.map(
    ({ kind, span }) =>
      `${kind}: ${result.value.text.slice(span.start, Math.min(span.end, span.start + 12))}`,
  );
}

describe('correctedText', () => {
  test('what is not edited is the same text', () => {
    expect(correctedText(TEXT, TEXT.text)).toEqual({ ok: true, value: TEXT });
  });

  test('blocks keep their kind when words in them change', () => {
    const result = correctedText(
      TEXT,
      TEXT.text
        .replace('third day', 'fourth day')
        .replace('port authority', 'ports authority')
        .replace('fourteen', 'fifteen')
        .replace('Two of them carry', 'Three of them carry')
        .replace('By the clock', 'By the old clock'),
    );
    if (!result.ok) throw new Error(result.error.code);
    const { blocks, text } = result.value;
    expect(blocks.map(({ kind }) => kind)).toEqual(TEXT.blocks.map(({ kind }) => kind));
    expect(checkCanonical(result.value)).toEqual([]);
    expect(blocks[5]).toMatchObject({ level: 2, label: '2.', section: ['What the ports authority says'] });
    const note = blocks[7]!;
    expect(note.kind === 'footnote' && note.mentions.map(({ start, end }) => text.slice(start, end))).toEqual(
      ['(1)'],
    );
  });

  test('new blocks are paragraphs, or what their mark says', () => {
    const added = '\n\nA new one.\n\n## A part\n\n- An item\n\n> Words of someone';
    expect(after((text) => text + added).slice(-4)).toEqual([
      'paragraph: A new one.',
      'heading: A part',
      'list-item: An item',
      'quote: Words of som',
    ]);
  });

  test('a heading torn apart is a heading and a paragraph; items stay items', () => {
    expect(after((text) => text.replace('port authority says', 'port\n\nauthority says'))).toContain(
      'heading: What the por',
    );
    const split = after((text) => text.replace('fourteen ships that', 'fourteen ships\n\nthat'));
    expect(split.filter((block) => block.startsWith('list-item'))).toHaveLength(3);
  });

  test('line breaks inside a block are white space', () => {
    expect(after((text) => text.replace('stopped work', 'stopped\nwork'))).toEqual(after((text) => text));
  });

  test('a text without words is refused', () => {
    expect(after(() => ' \n\n . ')).toEqual(['report/empty-text']);
  });

  test('whatever is typed becomes a text that holds together', () => {
    const typed = fc.array(
      fc.constantFrom(
        '\n',
        '\n\n',
        ' ',
        '# ',
        '- ',
        '(1)',
        '1. ',
        'harbour ',
        'Dockers stopped work',
        '\r\n',
        'é',
        '\u0000',
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(typed, fc.nat(TEXT.text.length), (parts, at) => {
        after((text) => text.slice(0, at) + parts.join('') + text.slice(at));
        after(() => parts.join(''));
      }),
      { seed: 20220105, numRuns: 300 },
    );
  });
});
