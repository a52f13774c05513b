import { linkFootnotes } from '../report/footnotes';
import type { Block, CanonicalText, HeadingLevel, ImportNote } from '../report/report';
import type { Span } from './offsets';

/**
 * One block as an importer found it. White space and line breaks in `text` need not be tidy. `page`: the printed page it
 * begins on, from 1.
 */
export type BlockInput = { readonly page?: number } & BlockInputByKind;

type BlockInputByKind =
  | { readonly kind: 'title' | 'dek' | 'paragraph' | 'quote' | 'table-row'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string; readonly level: HeadingLevel }
  | { readonly kind: 'list-item'; readonly text: string; readonly level: number; readonly label?: string }
  | {
      readonly kind: 'footnote';
      /** Begins with the mark as printed. A line break between term and definition is kept. */
      readonly text: string;
      readonly label: string;
      /** The term explained, which is looked up in the text when no mark points at the footnote. */
      readonly term?: string;
    };

// Noncharacters go with the control characters: they print nothing, and XML may not hold all of them.
// eslint-disable-next-line no-control-regex -- control characters are what is removed
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef\ufffe\uffff]/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
// Zero-width no-break spaces are byte order marks that came along when files were joined.
const INVISIBLE = /[\u00ad\ufeff]/gu;
// eslint-disable-next-line no-control-regex -- vertical tab and form feed break lines
const LINE_BREAKS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu;
// Non-breaking and typographic spaces are kept: they are printed characters of the report.
const FOLDABLE = /[ \t\n]+/gu;

/**
 * Makes any string fit to be cut into blocks: NFC, line breaks as LF, no byte order mark, soft hyphen or control
 * character, and U+FFFD for lone surrogates. Bidirectional controls and joiners stay. Idempotent.
 */
export function cleanText(raw: string): { text: string; notes: ImportNote[] } {
  const notes: ImportNote[] = [];
  const controls = raw.match(CONTROLS)?.length ?? 0;
  const surrogates = raw.match(LONE_SURROGATES)?.length ?? 0;
  let text = raw;
  if (controls > 0) {
    text = text.replace(CONTROLS, '');
    notes.push({
      code: 'import/control-characters',
      message: `Control characters that cannot be shown were removed: ${controls}.`,
    });
  }
  // Removing a control character can bring two halves of a pair together, so what is left is looked at again.
  if (surrogates > 0) {
    text = text.replace(LONE_SURROGATES, '\ufffd');
    notes.push({
      code: 'import/broken-characters',
      message: `Broken characters were replaced by “\ufffd”: ${surrogates}.`,
    });
  }
  return { text: text.replace(INVISIBLE, '').replace(LINE_BREAKS, '\n').normalize('NFC'), notes };
}

/**
 * Builds the canonical text: tidies each block, drops the empty ones, joins the rest by a blank line and computes
 * spans, section paths and footnote mentions. Only a footnote may keep a line break, between its term and its definition.
 */
export function toCanonicalText(inputs: readonly BlockInput[]): CanonicalText {
  const texts: string[] = [];
  const blocks: Block[] = [];
  const terms = new Map<number, string>();
  let path: { level: number; text: string }[] = [];
  let section: readonly string[] = [];
  let start = 0;
  for (const input of inputs) {
    const text = tidy(input);
    if (text === '') continue;
    const span: Span = { start, end: start + text.length };
    if (input.kind === 'heading') {
      path = path.filter((above) => above.level < input.level);
      section = path.map((above) => above.text);
    }
    if (input.kind === 'footnote' && input.term !== undefined) terms.set(blocks.length, input.term);
    const block = toBlock(input, span, section);
    blocks.push(input.page === undefined ? block : { ...block, page: input.page });
    if (input.kind === 'heading') {
      path = [...path, { level: input.level, text }];
      section = path.map((above) => above.text);
    }
    texts.push(text);
    start = span.end + 2;
  }
  const text = texts.join('\n\n');
  return { text, blocks: linkFootnotes(text, blocks, terms) };
}

function tidy(input: BlockInput): string {
  const text = cleanText(input.text).text;
  const lines = input.kind === 'footnote' ? text.split('\n') : [text];
  return lines
    .map((line) => line.replace(FOLDABLE, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function toBlock(input: BlockInput, span: Span, section: readonly string[]): Block {
  switch (input.kind) {
    case 'heading':
      return { kind: input.kind, level: input.level, span, section };
    case 'list-item':
      return input.label === undefined
        ? { kind: input.kind, level: input.level, span, section }
        : { kind: input.kind, level: input.level, label: input.label, span, section };
    case 'footnote':
      return { kind: input.kind, label: input.label, mentions: [], span, section };
    default:
      return { kind: input.kind, span, section };
  }
}

/** Names every invariant of a canonical text that does not hold; empty when all do. For tests and the archive check. */
export function checkCanonical({ text, blocks }: CanonicalText): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  expect(text === cleanText(text).text, 'the text is not clean (NFC, LF, no control characters)');
  expect(blocks.length > 0 || text === '', 'a text without blocks');
  expect((blocks[0]?.span.start ?? 0) === 0, 'text before the first block');
  expect((blocks.at(-1)?.span.end ?? 0) === text.length, 'text after the last block');
  const path: { level: number; text: string }[] = [];
  blocks.forEach((block, index) => {
    const { start, end } = block.span;
    const own = text.slice(start, end);
    const next = blocks[index + 1];
    const where = `block ${index} (${block.kind})`;
    expect(start < end, `${where} is empty`);
    expect(own === own.trim(), `${where} begins or ends with white space`);
    const breaks = own.split('\n').length - 1;
    expect(breaks === 0 || block.kind === 'footnote', `${where} holds a line break`);
    expect(!own.includes('\n\n'), `${where} holds a blank line`);
    if (next !== undefined) {
      expect(
        next.span.start === end + 2 && text.slice(end, end + 2) === '\n\n',
        `no blank line after ${where}`,
      );
    }
    if (block.kind === 'heading') while ((path.at(-1)?.level ?? 0) >= block.level) path.pop();
    expect(
      block.section.length === path.length && block.section.every((s, i) => s === path[i]!.text),
      `${where} has a wrong section path`,
    );
    if (block.kind === 'heading') path.push({ level: block.level, text: own });
    if (block.kind === 'footnote') {
      block.mentions.forEach((mention, at) => {
        const inside = mention.start >= 0 && mention.start < mention.end && mention.end <= text.length;
        expect(inside, `${where} has a mention outside the text`);
        expect(mention.end <= start || mention.start >= end, `${where} mentions itself`);
        expect(at === 0 || block.mentions[at - 1]!.end <= mention.start, `${where} has unordered mentions`);
      });
    }
  });
  expect(blocks.filter((block) => block.kind === 'title').length <= 1, 'more than one title');
  return faults;
}
