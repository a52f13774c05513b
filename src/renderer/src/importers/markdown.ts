import type { ImportNote, ReportDraft } from '$domain/report/report';
import { cleanText } from '$domain/text/canonical';
import { readFrontMatter } from './front-matter';
import { readLines, type Line } from './lines';
import { restore, stripInline, type InlineContext } from './markdown-inline';
import { webAddressIn, type LineMetadata } from './metadata';
import type { SourceText } from './plain-text';
import { buildDraft } from './structure';

const COMMENT = /<!--[^]*?(?:-->|$)/gu;
const FENCE = /^ {0,3}(`{3,}|~{3,})[^`\n]*$/u;
const LINK_DEFINITION = /^ {0,3}\[(?!\^)([^\]\n]{1,200})\]:\s*<?\S+>?(?:\s+["'(][^\n]*)?$/u;
const FOOTNOTE = /^ {0,3}\[\^([^\]\s]{1,40})\]:\s*/u;
const TABLE_RULE = /^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)+\|?\s*$|^\s*\|\s*:?-{1,}:?\s*\|\s*$/u;
const WHOLLY_ITALIC = /^([*_])(?!\1)[^]{1,2000}[^*_\s\\]\1$/u;
const WHOLLY_BOLD = /^(?:\*\*([^*\n]{0,99}[^*\n.,;:])\*\*|__([^_\n]{0,99}[^_\n.,;:])__)$/u;
// With a colon it is a heading only above a list, or alone.
const BOLD_LEAD = /^(?:\*\*([^*\n]{1,99}:)\*\*|__([^_\n]{1,99}:)__)$/u;
const LIST_ITEM = /^\s*(?:[-*+•–—]|\d+[.)])\s/u;
// Tags around a whole line that Markdown has marks for.
const HTML_HEADING = /^\s*<h([1-6])(?:\s[^<>]*)?>(.*)<\/h\1>\s*$/iu;
const HTML_ITEM = /^(\s*)<li(?:\s[^<>]*)?>(?=.*\S)/iu;
const TASK_BOX = /^(\s*(?:[-*+]|\d+[.)])\s+)\[[ xX]\]\s+/u;
/** A line in bold by itself stands below every heading with a mark. */
const BOLD_LEVEL = 6;

/**
 * Reads Markdown: headings, nested lists, quotes, tables and footnotes become blocks, other mark-up leaves its text.
 * Addresses of links, comments, tags and front matter do not stay in the text, which the notes say. Text without marked headings is
 * read like plain text, since many files of this kind hold just that.
 * @see https://spec.commonmark.org/
 */
export function parseMarkdown(source: SourceText): ReportDraft {
  const clean = cleanText(source.text);
  const front = readFrontMatter(clean.text);
  const comments = front.body.match(COMMENT)?.length ?? 0;
  const body = comments === 0 ? front.body : front.body.replace(COMMENT, '');
  const context: InlineContext = { links: 0, images: 0, tags: 0, definitions: linkDefinitions(body) };
  const blocks = splitBlocks(body);
  const lines = blocks.flatMap((block, i) => readBlock(block, context, i === 0));
  return buildDraft(
    lines,
    {
      name: source.name,
      encoding: source.encoding,
      notes: [...source.notes, ...clean.notes, ...lossNotes(front.keys, comments, context)],
      metadata: { ...linkedSource(body), ...front.metadata },
    },
    { flowing: lines.some((line, i) => marksSection(line, i)) },
  );
}

// A title alone, or lines in bold, are common in files that otherwise are plain text.
function marksSection({ shape }: Line, index: number): boolean {
  return (
    (shape.kind === 'rule' && (shape.char === '-' || index > 1)) ||
    (shape.kind === 'heading' && shape.level > 1 && shape.level < BOLD_LEVEL)
  );
}

interface MarkdownBlock {
  readonly kind: 'text' | 'code' | 'table';
  readonly lines: readonly string[];
}

function linkDefinitions(text: string): Set<string> {
  const names = text.split('\n').map((line) => LINK_DEFINITION.exec(line)?.[1]?.toLowerCase());
  return new Set(names.filter((name) => name !== undefined));
}

/** Cuts a text at blank lines, fences and tables. */
function splitBlocks(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) blocks.push({ kind: isTable(open) ? 'table' : 'text', lines: open });
    open = [];
  };
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    const fence = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      close();
      let end = i + 1;
      while (end < lines.length && !closesFence(lines[end]!, fence)) end += 1;
      blocks.push({ kind: 'code', lines: lines.slice(i + 1, end) });
      i = end;
    } else if (line.trim() === '') close();
    else open.push(line);
  }
  close();
  return blocks;
}

const closesFence = (line: string, fence: string): boolean =>
  line.trim().startsWith(fence) && /^[`~]+$/u.test(line.trim());

const isTable = (lines: readonly string[]): boolean =>
  TABLE_RULE.test(lines[1] ?? '') && lines[0]!.includes('|');

function readBlock(block: MarkdownBlock, context: InlineContext, first: boolean): Line[] {
  if (block.kind === 'code') return plainLine(block.lines.join(' '), 'plain');
  if (block.kind === 'table') {
    const rows = block.lines.filter((line) => !TABLE_RULE.test(line));
    return rows.flatMap((row) => plainLine(restore(cellsOf(stripInline(row, context))), 'table-row'));
  }
  const kept = block.lines.filter((line) => !LINK_DEFINITION.test(line));
  context.links += block.lines.length - kept.length;
  const names = new Set<string>();
  const prepared = kept.map((line, i) => {
    const leads = kept.length === 1 || LIST_ITEM.test(kept[i + 1] ?? '');
    const bold = first
      ? null
      : (WHOLLY_BOLD.exec(line.trim()) ?? (leads ? BOLD_LEAD.exec(line.trim()) : null));
    if (bold !== null) return `${'#'.repeat(BOLD_LEVEL)} ${bold[1] ?? bold[2]!}`;
    return line
      .replace(HTML_HEADING, (_, level: string, words: string) => `${'#'.repeat(Number(level))} ${words}`)
      .replace(HTML_ITEM, '$1- ')
      .replace(FOOTNOTE, (_, name: string) => {
        names.add(name);
        return `[${name}] `;
      })
      .replace(TASK_BOX, '$1');
  });
  const text = prepared.join('\n');
  const emphasised = WHOLLY_ITALIC.test(text.trim());
  return readLines(stripInline(text, context)).map((line): Line => {
    const full = restore(line.full);
    const name = /^\[([^\]]+)\]/u.exec(full)?.[1] ?? '';
    return {
      ...line,
      full,
      text: restore(line.text),
      shape: names.has(name) ? { kind: 'note', mark: `[${name}]`, label: name } : line.shape,
      ...(emphasised ? { emphasised } : {}),
    };
  });
}

function plainLine(text: string, kind: 'plain' | 'table-row'): Line[] {
  const full = text.replace(/\s+/gu, ' ').trim();
  return full === '' ? [] : [{ full, text: full, indent: 0, gap: true, shape: { kind } }];
}

const cellsOf = (row: string): string =>
  row
    .trim()
    .replace(/^\||\|$/gu, '')
    .split('|')
    .map((cell) => cell.trim())
    .join(' | ');

function linkedSource(text: string): LineMetadata {
  const line = /^(?:\*\*|__)?(?:source|источник|дереккөз)(?:\*\*|__)?\s*:.{0,400}$/imu.exec(text)?.[0];
  const address = line === undefined ? null : webAddressIn(line);
  return address === null ? {} : { sourceUrl: address };
}

function lossNotes(keys: readonly string[], comments: number, context: InlineContext): ImportNote[] {
  const notes: ImportNote[] = [];
  const note = (code: string, message: string): unknown => notes.push({ code: `import/${code}`, message });
  if (keys.length > 0)
    note(
      'front-matter',
      `The front matter was read as metadata and left out of the text: ${keys.join(', ')}.`,
    );
  if (comments > 0) note('comments', `Comments were left out: ${comments}.`);
  if (context.links > 0)
    note('links', `Links kept their words; their addresses were left out: ${context.links}.`);
  if (context.images > 0)
    note('images', `Pictures were left out, their descriptions kept: ${context.images}.`);
  if (context.tags > 0) note('tags', `HTML tags were left out, the text between them kept: ${context.tags}.`);
  return notes;
}
