import { describe, expect, it } from 'vitest';
import type { Block } from '../report/report';
import { checkCanonical, cleanText, toCanonicalText, type BlockInput } from './canonical';

describe('cleanText', () => {
  it.each([
    ['\ufeffa\r\nb\rc\u2028d\fe', 'a\nb\nc\nd\ne', []],
    ['e\u0301 so\u00adft', 'é soft', []],
    ['a\u0000b\u001bc\u0090', 'abc', ['import/control-characters']],
    ['a\ud800b😀', 'a\ufffdb😀', ['import/broken-characters']],
    ['\u202babc\u202c \u200d', '\u202babc\u202c \u200d', []],
  ])('%j becomes %j', (raw, text, codes) => {
    const cleaned = cleanText(raw);
    expect(cleaned.text).toBe(text);
    expect(cleaned.notes.map((note) => note.code)).toEqual(codes);
  });
});

describe('toCanonicalText', () => {
  const inputs: BlockInput[] = [
    { kind: 'title', text: ' A  title\nover two lines ' },
    { kind: 'paragraph', text: ' \n ' },
    { kind: 'heading', text: 'One', level: 1 },
    { kind: 'heading', text: 'Two', level: 2 },
    { kind: 'list-item', text: 'The csto and the CSTO’s aim (2)', level: 1 },
    { kind: 'heading', text: 'Three', level: 1 },
    { kind: 'paragraph', text: 'x² is 12 km² wide.² See [note].' },
    { kind: 'footnote', text: '(1) The CSTO\n\nAn  alliance.', label: '1', term: 'The CSTO' },
    { kind: 'footnote', text: '(2) Aim', label: '2' },
    { kind: 'footnote', text: '² Aim', label: '2' },
    { kind: 'footnote', text: '[note] Named', label: 'note' },
  ];
  const { text, blocks } = toCanonicalText(inputs);
  const read = ({ start, end }: Block['span']): string => text.slice(start, end);

  it('tidies blocks, drops empty ones and joins the rest by a blank line', () => {
    expect(text.split('\n\n').slice(0, 4)).toEqual(['A title over two lines', 'One', 'Two', inputs[4]!.text]);
    expect(blocks.map((block) => read(block.span))).toEqual(text.split('\n\n'));
    expect(checkCanonical({ text, blocks })).toEqual([]);
  });

  it('keeps one line break between term and definition', () => {
    expect(text).toContain('(1) The CSTO\nAn alliance.\n\n');
  });

  it('computes section paths from heading levels', () => {
    expect(blocks.map((block) => block.section.join('/')).slice(0, 6)).toEqual([
      '',
      '',
      'One',
      'One/Two',
      '',
      'Three',
    ]);
  });

  it('links footnotes by mark in their own style, or by term as written', () => {
    const mentions = blocks.flatMap((block) => (block.kind === 'footnote' ? [block.mentions.map(read)] : []));
    expect(mentions).toEqual([['CSTO'], ['(2)'], ['²', '²'], ['[note]']]);
    expect(text.indexOf('CSTO')).toBe(blocks.find((block) => block.kind === 'footnote')?.mentions[0]?.start);
  });
});

describe('checkCanonical', () => {
  it('names what does not hold', () => {
    const block: Block = { kind: 'paragraph', span: { start: 0, end: 3 }, section: ['Nowhere'] };
    expect(checkCanonical({ text: 'a\nb\rc', blocks: [block] })).toEqual([
      'the text is not clean (NFC, LF, no control characters)',
      'text after the last block',
      'block 0 (paragraph) holds a line break',
      'block 0 (paragraph) has a wrong section path',
    ]);
  });
});
