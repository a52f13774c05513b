import type { Block, ReportDraft } from '$domain/report/report';
import type { PreviewItem, ReadyCandidate } from '../../state/importing.svelte';
import { plural } from '../words';
import { metadataErrors } from '../metadata/metadata-errors';

/** What a draft holds, in words and in the order of a report: "3 headings", "16 bullets", "1 footnote, linked". */
export function draftParts({ blocks }: ReportDraft): string[] {
  const of = (test: (block: Block) => boolean): number => blocks.filter(test).length;
  const footnotes = of((block) => block.kind === 'footnote');
  const linked = of((block) => block.kind === 'footnote' && block.mentions.length > 0);
  const counts: readonly (readonly [number, string])[] = [
    [of((block) => block.kind === 'heading'), 'heading'],
    [of((block) => block.kind === 'paragraph'), 'paragraph'],
    [of((block) => block.kind === 'list-item' && block.label === undefined), 'bullet'],
    [of((block) => block.kind === 'list-item' && block.label !== undefined), 'numbered item'],
    [of((block) => block.kind === 'quote'), 'quote'],
  ];
  const parts = counts.filter(([count]) => count > 0).map(([count, one]) => plural(count, one));
  if (footnotes === 0) return parts;
  return [...parts, `${plural(footnotes, 'footnote')}, ${linked === footnotes ? '' : `${linked} `}linked`];
}

/** Whether a file cannot be imported before its details are corrected. */
export function needsCorrection(item: PreviewItem): boolean {
  if (!item.metadata) return false;
  const { published, captured, language } = metadataErrors(item.metadata);
  return published !== '' || captured !== '' || language !== '';
}

function likeParts({ like }: ReadyCandidate): string[] {
  if (like === null) return [];
  const { of } = like;
  return [`much like “${of.kind === 'report' ? of.title : of.candidate.name}”`];
}

/** What becomes of a file, in a line: what it holds, which report has the same text, or why it cannot be read. */
export function candidateLine(item: PreviewItem): string {
  const { candidate } = item;
  switch (candidate.kind) {
    case 'ready':
      if (needsCorrection(item)) return 'details to correct';
      return [
        ...likeParts(candidate),
        ...draftParts(candidate.draft),
        ...candidate.draft.notes.map((note) => note.message),
      ].join(' · ');
    case 'duplicate': {
      const { of } = candidate;
      return `same text as “${of.kind === 'report' ? of.title : of.candidate.name}”`;
    }
    case 'refused':
      return candidate.failure.message;
  }
}

/** "4 files · 2 ready, 1 already here, 1 cannot be read". */
export function importSummary(items: readonly PreviewItem[]): string {
  const of = (kind: PreviewItem['candidate']['kind']): number =>
    items.filter((item) => item.candidate.kind === kind).length;
  const states = [
    [of('ready'), 'ready'],
    [of('duplicate'), 'already here'],
    [of('refused'), 'cannot be read'],
  ] as const;
  const told = states
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count.toLocaleString('en')} ${state}`);
  const files = new Set(items.map(({ candidate }) => candidate.source)).size;
  return `${plural(files, 'file')} · ${told.join(', ')}`;
}
