import type { Actor } from '$domain/coding/actor';
import { assessmentOf } from '$domain/coding/excerpt';
import { toPositionSelectors, type Span } from '$domain/text/offsets';
import type { PassageRow } from '$domain/tabulate/passage-row';
import type { Original, Report, ReportText } from '$domain/report/report';

/** A report as `list` prints it. */
export function reportRecord(report: Report, passages: number, original: Original | undefined) {
  return {
    reportId: report.id,
    title: report.title,
    source: report.source,
    published: report.published,
    language: report.language,
    blocks: report.blockCount,
    passages,
    sha256: report.textHash,
    originalSha256: original?.sha256 ?? null,
    sample: report.sample,
  };
}

/** A passage as `tag`, `show` and `passages` print it; offsets in code points. */
export function passageRecord(row: PassageRow) {
  const { excerpt, report } = row;
  return {
    excerptId: excerpt.id,
    reportId: excerpt.reportId,
    start: row.position.start,
    end: row.position.end,
    revision: excerpt.revision,
    anchoring: excerpt.anchoring,
    exact: excerpt.quote.exact,
    prefix: excerpt.quote.prefix,
    suffix: excerpt.quote.suffix,
    assignments: row.pairs.map(({ actor, country }) => ({
      actor,
      country: country?.code ?? null,
      role: country?.role ?? null,
    })),
    codes: row.codes.map(({ path }) => path),
    memo: row.memo,
    ...assessmentOf(excerpt),
    section: row.section,
    inFootnote: row.inFootnote,
    reportTitle: report.title,
    source: report.source,
    published: report.published,
    language: report.language,
    coder: excerpt.createdBy,
    createdAt: excerpt.createdAt,
    modifiedAt: excerpt.modifiedAt,
  };
}

/** The blocks of a text as `show` prints them; offsets in code points. */
export function blockRecords({ text, blocks }: ReportText) {
  const spans: Span[] = blocks.flatMap((block) => [
    block.span,
    ...(block.kind === 'footnote' ? block.mentions : []),
  ]);
  const positions = toPositionSelectors(text, spans).values();
  const next = () => positions.next().value!;
  return blocks.map((block) => ({
    kind: block.kind,
    ...('level' in block ? { level: block.level } : {}),
    ...next(),
    section: block.section,
    ...('label' in block ? { label: block.label } : {}),
    ...(block.kind === 'footnote' ? { mentions: block.mentions.map(next) } : {}),
  }));
}

/** An actor as `actors` prints it; `parent` is the name of what it is a part of. */
export function actorRecord(actor: Actor, parent: string) {
  const { id, parentId: _, createdAt, ...fields } = actor;
  return { actorId: id, ...fields, parent: parent === '' ? null : parent, createdAt };
}
