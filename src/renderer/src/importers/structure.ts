import type { HeadingLevel, ImportNote, ReportDraft, ReportMetadata } from '$domain/report/report';
import { toCanonicalText, type BlockInput } from '$domain/text/canonical';
import { findDateSections } from './dates-as-sections';
import { findEndnotes } from './endnotes';
import { findHead, isAside, type Head } from './head';
import { findHeadings } from './headings';
import { detectLanguage } from './language';
import type { Line } from './lines';
import { withoutDateline, type LineMetadata } from './metadata';
import { resolveNotes } from './notes';
import { listLevels, resolveNumbers } from './numbering';
import { groupLines, type GroupOptions, type Part } from './parts';
import { mainScript } from './prose';
import type { Script } from './script';

/** What an importer knows beside the lines. */
export interface Origin {
  /** File name; the title when the text has no words for one. */
  readonly name: string;
  readonly encoding: string;
  readonly notes: readonly ImportNote[];
  /** Metadata stated outside of the text, which wins over what lines say. */
  readonly metadata: LineMetadata;
}

/** Recovers the structure of a text's lines and builds the draft of a report. */
export function buildDraft(lines: readonly Line[], origin: Origin, options: GroupOptions): ReportDraft {
  return draftOfParts(groupLines(lines, options), origin, options);
}

export interface DraftOptions extends GroupOptions {
  /** True when headings are marked, so that no line without a mark is one. By default told from the parts. */
  readonly marksHeadings?: boolean;
}

/** Recovers the structure of parts and builds the draft of a report. */
export function draftOfParts(given: readonly Part[], origin: Origin, options: DraftOptions): ReportDraft {
  const grouped = findEndnotes(findDateSections(given));
  const parts = resolveNotes(resolveNumbers(grouped)).map(unlistAttribution);
  const main = mainScript(parts.map((part) => part.text));
  const language = bodyLanguage(parts, main);
  const head = findHead(parts, { main, language, known: origin.metadata });
  const from = Math.max(head.title, head.dek) + 1;
  // A text that marks its headings has no others.
  const marked = parts.filter((part, i) => i >= from && part.kind === 'heading');
  const marksHeadings =
    options.marksHeadings ??
    (options.flowing ? marked.length > 0 : marked.filter((part) => (part.level ?? 1) > 1).length > 1);
  const final = marksHeadings ? parts : findHeadings(parts, from, main);
  const notes = [...origin.notes];
  const metadata = completeMetadata(final, head, main, origin, language, notes);
  return { ...toCanonicalText(toBlocks(final, head)), metadata, encoding: origin.encoding, notes };
}

/** A dash alone below a quotation stands before the one who said it rather than before an item. */
function unlistAttribution(part: Part, at: number, parts: readonly Part[]): Part {
  const above = parts[at - 1];
  if (part.kind !== 'list-item' || !/^(?:—|–|--)$/u.test(part.label ?? '') || above === undefined)
    return part;
  const isQuote = above.kind === 'quote' || (above.kind === 'plain' && /["”»“]$/u.test(above.text));
  if (!isQuote || parts[at + 1]?.kind === 'list-item') return part;
  return { ...part, kind: 'plain', text: `${part.label!} ${part.text}` };
}

function toBlocks(parts: readonly Part[], head: Head): BlockInput[] {
  const levels = listLevels(parts);
  // Depth counts, not the mark: below a title of level 1, sections of level 2 are the uppermost ones, as are headings
  // without a level of their own.
  const marked = parts.flatMap((part, i) =>
    part.level === undefined || i === head.title ? [] : [part.level],
  );
  const depths = [...new Set(marked)].sort();
  const depthOf = (part: Part): number => (part.level === undefined ? 1 : depths.indexOf(part.level) + 1);
  return parts.map((part, i): BlockInput => {
    const block = blockOf(part, i);
    return part.page === undefined ? block : { ...block, page: part.page };
  });

  function blockOf(part: Part, i: number): BlockInput {
    const { text } = part;
    if (i === head.title) return { kind: 'title', text };
    if (i === head.dek) return { kind: 'dek', text };
    switch (part.kind) {
      case 'heading':
        return { kind: 'heading', text, level: depthOf(part) as HeadingLevel };
      case 'list-item': {
        const level = levels[i]!;
        const numbered = /[\p{L}\p{N}]/u.test(part.label ?? '');
        return numbered
          ? { kind: 'list-item', text, level, label: part.label! }
          : { kind: 'list-item', text, level };
      }
      case 'footnote':
        return part.term === undefined
          ? { kind: 'footnote', text, label: part.label! }
          : { kind: 'footnote', text, label: part.label!, term: part.term };
      case 'quote':
      case 'table-row':
        return { kind: part.kind, text };
      default:
        return { kind: 'paragraph', text };
    }
  }
}

function completeMetadata(
  parts: readonly Part[],
  head: Head,
  main: Script | null,
  origin: Origin,
  language: string,
  notes: ImportNote[],
): ReportMetadata {
  const stated = head.metadata;
  let title = stated.title ?? parts[head.title]?.text ?? '';
  if (title === '') {
    const opening = parts.find((part) => part.kind !== 'footnote' && !isAside(part, main));
    title = openingWords(opening?.text ?? '') || baseName(origin.name);
    notes.push({
      code: 'import/no-title',
      message: 'No line reads like a title; the first words were taken for it.',
    });
  }
  return {
    title,
    author: stated.author ?? '',
    source: stated.source ?? '',
    sourceUrl: stated.sourceUrl ?? '',
    published: stated.published ?? '',
    captured: stated.captured ?? '',
    language: stated.language ?? language,
  };
}

/** UTF-16 units of body text that are enough to tell its language. */
const LANGUAGE_SAMPLE = 4000;
/** UTF-16 units that are too few for it. */
const LITTLE_TEXT = 200;

function bodyLanguage(parts: readonly Part[], main: Script | null): string {
  const body = parts.filter((part) => !isAside(part, main));
  const sampleOf = (some: readonly Part[]): string => {
    let sample = '';
    for (const part of some) {
      if (sample.length > LANGUAGE_SAMPLE) break;
      sample += `${part.text.slice(0, LANGUAGE_SAMPLE)}\n`;
    }
    return sample;
  };
  // The first two lines may be title and promotion, which say less about the language than running text.
  const sample = sampleOf(body.slice(2));
  return detectLanguage(sample.length > LITTLE_TEXT ? sample : sampleOf(body));
}

const MAX_DERIVED_TITLE = 120;

function openingWords(text: string): string {
  const story = withoutDateline(text);
  const flat = story.slice(0, 1000).replace(/\s+/gu, ' ');
  const sentence = /^.*?(?:[.!?…]["”’»)]*(?=\s+\p{Lu})|[。！？]|$)/u.exec(flat)?.[0] ?? flat;
  if (sentence.length <= MAX_DERIVED_TITLE) return sentence;
  const cut = sentence.slice(0, MAX_DERIVED_TITLE).replace(/[\ud800-\udbff]$/u, '');
  return `${cut.slice(0, cut.lastIndexOf(' ') > 40 ? cut.lastIndexOf(' ') : cut.length)}…`;
}

const baseName = (name: string): string => name.replace(/^.*[\\/]/u, '').replace(/\.[^.]{1,10}$/u, '');
