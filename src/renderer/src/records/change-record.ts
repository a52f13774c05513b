import * as v from 'valibot';
import type { Change, RowOp } from '$domain/change/change';
import type { Excerpt } from '$domain/coding/excerpt';
import { textKey, type Block, type ReportText } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import { toPositionSelectors, toSpan, type Span, type TextPositionSelector } from '$domain/text/offsets';
import { changeRecord, type BlockRow, type ChangeRecord, type ExcerptRow, type TextRow } from './rows';

/** Finds the text of a report's revision; undefined when there is none. */
export type FindText = (reportId: string, revision: number) => string | undefined;

/** What a journal line says: a change, and the texts it brought in. */
export interface ReplayedChange {
  readonly change: Change;
  readonly texts: readonly ReportText[];
}

/**
 * A change as JSON for the journal and for backups, places in code points. `texts` are the bodies of the texts it
 * brought in; `findText` must know those of every passage it touches, else it throws.
 * The format is described in docs/journal-format.md.
 */
export function writeChange(
  change: Change,
  texts: readonly ReportText[],
  findText: FindText,
  schema: number,
): string {
  const record = {
    id: change.id,
    seq: change.seq,
    batchId: change.batchId,
    at: change.at,
    hlc: change.hlc,
    device: change.device,
    deviceSeq: change.deviceSeq,
    coder: change.coder,
    kind: change.kind,
    target: change.target,
    command: change.command,
    label: change.label,
    undoable: change.undoable,
    schema,
    ops: change.ops.map((op) =>
      op.table === 'excerpts'
        ? { ...op, before: excerptOut(op.before, findText), after: excerptOut(op.after, findText) }
        : op,
    ),
    texts: texts.map((text, i) => textOut(text, change.texts[i]!.textHash)),
  };
  return JSON.stringify(record);
}

/**
 * Reads a line's JSON back. `findText` must know the texts of earlier changes. Fails with `record/not-understood` for
 * anything that no app of this or an earlier version writes, and `record/newer` for a later one.
 */
export function readChange(body: string, findText: FindText, schema: number): Result<ReplayedChange> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return notUnderstood('it is not JSON');
  }
  if (typeof json === 'object' && json !== null && Number((json as { schema?: unknown }).schema) > schema) {
    return fail({
      code: 'record/newer',
      message: 'This was written by a newer version of Commonplace. Open it with that version.',
    });
  }
  const parsed = v.safeParse(changeRecord, json, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return notUnderstood(`${v.getDotPath(issue) ?? 'the record'}: ${issue.message}`);
  }
  const record = parsed.output;
  const texts = record.texts.map(textIn);
  const own = new Map(texts.map((text) => [textKey(text.reportId, text.revision), text.text]));
  const find: FindText = (reportId, revision) =>
    own.get(textKey(reportId, revision)) ?? findText(reportId, revision);
  try {
    return ok({ change: changeIn(record, find), texts });
  } catch (error) {
    if (error instanceof MissingText) return notUnderstood(error.message);
    throw error;
  }
}

class MissingText extends Error {}

function notUnderstood(why: string): Result<never> {
  return fail({ code: 'record/not-understood', message: `A record cannot be read: ${why}.` });
}

function changeIn(record: ChangeRecord, findText: FindText): Change {
  const { texts, ops, schema: _schema, ...head } = record;
  return {
    ...head,
    ops: ops.map((op) =>
      op.table === 'excerpts'
        ? { ...op, before: excerptIn(op.before, findText), after: excerptIn(op.after, findText) }
        : op,
    ) as unknown as RowOp[],
    texts: texts.map(({ reportId, revision, textHash }) => ({ reportId, revision, textHash })),
  } as unknown as Change;
}

function textOf(findText: FindText, reportId: string, revision: number): string {
  const text = findText(reportId, revision);
  if (text === undefined) throw new MissingText(`the text of report ${reportId} is missing`);
  return text;
}

/** Texts without characters beyond the basic plane need no counting: there both units are the same. */
const SURROGATE = /[\ud800-\udfff]/;

export function excerptOut(row: Excerpt | null, findText: FindText): ExcerptRow | null {
  if (row === null) return null;
  const { span, codes, ...rest } = row;
  return {
    ...rest,
    codes: [...codes],
    position: positionsOut(textOf(findText, row.reportId, row.revision), [span])[0]!,
  };
}

function excerptIn(row: ExcerptRow | null, findText: FindText): Excerpt | null {
  if (row === null) return null;
  const { position, ...rest } = row;
  const span = spanIn(textOf(findText, row.reportId, row.revision), position);
  return { ...rest, span } as unknown as Excerpt;
}

export function textOut(text: ReportText, textHash: string): TextRow {
  const spans = text.blocks.flatMap((block) => [
    block.span,
    ...(block.kind === 'footnote' ? block.mentions : []),
  ]);
  const positions = positionsOut(text.text, spans).values();
  const next = () => positions.next().value!;
  const blocks = text.blocks.map((block): BlockRow => {
    const { span: _span, ...rest } = { ...block, section: [...block.section] };
    const position = next();
    return block.kind === 'footnote'
      ? { ...rest, position, mentions: block.mentions.map(next) }
      : ({ ...rest, position } as BlockRow);
  });
  return { reportId: text.reportId, revision: text.revision, textHash, text: text.text, blocks };
}

function textIn(row: TextRow): ReportText {
  const blocks = row.blocks.map((block) => {
    const { position, mentions, ...rest } = block;
    return {
      ...rest,
      span: spanIn(row.text, position),
      ...(mentions ? { mentions: mentions.map((mention) => spanIn(row.text, mention)) } : {}),
    } as unknown as Block;
  });
  const { reportId, revision, text } = row;
  return { reportId, revision, text, blocks } as unknown as ReportText;
}

function positionsOut(text: string, spans: readonly Span[]): readonly TextPositionSelector[] {
  return SURROGATE.test(text)
    ? toPositionSelectors(text, spans)
    : (spans.map(({ start, end }) => ({ start, end })) as unknown as TextPositionSelector[]);
}

function spanIn(text: string, position: { start: number; end: number }): Span {
  return SURROGATE.test(text) ? toSpan(text, position as TextPositionSelector) : { ...position };
}
