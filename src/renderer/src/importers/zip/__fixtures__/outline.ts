import type { ReportDraft } from '$domain/report/report';

/** A draft's blocks, one a line: kind with level and label, text, and what a footnote is mentioned by. */
export function outline({ text, blocks }: ReportDraft): string[] {
  return blocks.map((block) => {
    const level = 'level' in block ? ` ${block.level}` : '';
    const label = 'label' in block && block.label !== undefined ? ` <${block.label}>` : '';
    const own = text.slice(block.span.start, block.span.end).replace(/\n/gu, '↵');
    const marks = block.kind === 'footnote' ? block.mentions : [];
    const mentions = marks.map(({ start, end }) => ` ← ${text.slice(start, end)}`).join('');
    return `${block.kind}${level}${label}: ${own}${mentions}`;
  });
}
