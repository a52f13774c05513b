import type { ReportId } from '$domain/ids';
import type { Report, ReportText } from '$domain/report/report';
import type { Failure } from '$domain/result';
import type { Archive } from '../usecases/archive';
import { reportsByIds, textOf } from '../storage/reads';
import { correctReport, previewCorrection, type CorrectionPreview } from '../usecases/correct-report';
import type { Messages } from './messages.svelte';
import { LONGEST_CORRECTION, type CorrectionPlace } from './place';
import type { ReadingSession } from './reading.svelte';

/** Quiet time after the last key before it is looked what the correction would do, milliseconds. */
const PREVIEW_AFTER = 250;

/** What a correction would do to the passages, as far as it is known. */
export type Outlook =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'ready'; readonly preview: CorrectionPreview }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** The text of a report while it is corrected. One report at a time; it waits while others are read. */
export class CorrectSession {
  #subject = $state.raw<{ report: Report; text: ReportText } | null>(null);
  #draft = $state('');
  #outlook = $state.raw<Outlook>({ kind: 'unchanged' });
  #saving = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #reading: ReadingSession;

  constructor(archive: Archive, messages: Messages, reading: ReadingSession) {
    this.#archive = archive;
    this.#messages = messages;
    this.#reading = reading;
  }

  /** The report whose text is corrected; null when none is. */
  get reportId(): ReportId | null {
    return this.#subject?.report.id ?? null;
  }
  get title(): string {
    return this.#subject?.report.title ?? '';
  }
  get isChanged(): boolean {
    return this.#subject !== null && this.#draft !== this.#subject.text.text;
  }
  get outlook(): Outlook {
    return this.#outlook;
  }
  get isSaving(): boolean {
    return this.#saving;
  }

  get draft(): string {
    return this.#draft;
  }
  set draft(draft: string) {
    this.#draft = draft;
    clearTimeout(this.#timer);
    this.#outlook = { kind: this.isChanged ? 'looking' : 'unchanged' };
    if (this.isChanged) this.#timer = setTimeout(() => void this.#look(draft), PREVIEW_AFTER);
  }

  /** Begins with the text of the open report. A correction that is under way is gone back to first. */
  start(): void {
    const { open } = this.#reading;
    if (this.isChanged && this.reportId !== open?.report.id) {
      this.#messages.inform(`The text of “${this.title}” is being corrected. Save or cancel that first.`);
      this.#reading.show(this.reportId!);
      return;
    }
    if (!open || this.isChanged) return;
    this.#subject = { report: open.report, text: open.text };
    // The text on screen is another now: what was selected or chosen in it is not meant any more.
    this.#reading.select(null);
    this.#reading.activate(null);
    this.draft = open.text.text;
  }

  /** What would be lost with the page; null while nothing is changed. */
  get place(): CorrectionPlace | null {
    const subject = this.#subject;
    if (!subject || !this.isChanged || this.#draft.length > LONGEST_CORRECTION) return null;
    return { reportId: subject.report.id, revision: subject.text.revision, draft: this.#draft };
  }

  /** Goes on with a correction, unless the text was corrected otherwise meanwhile. */
  async resume({ reportId, revision, draft }: CorrectionPlace): Promise<void> {
    const [report] = await reportsByIds(this.#archive.db, [reportId]);
    const text = report && (await textOf(this.#archive.db, report));
    if (!text || text.revision !== revision || this.#subject !== null) return;
    this.#subject = { report, text };
    this.draft = draft;
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#subject = null;
    this.#draft = '';
    this.#outlook = { kind: 'unchanged' };
  }

  async #look(draft: string): Promise<void> {
    const subject = this.#subject;
    if (!subject) return;
    const preview = await previewCorrection(this.#archive, subject.text, draft);
    if (this.#subject !== subject || this.#draft !== draft) return;
    if (!preview.ok) this.#outlook = { kind: 'refused', failure: preview.error };
    else if (preview.value === null) this.#outlook = { kind: 'unchanged' };
    else this.#outlook = { kind: 'ready', preview: preview.value };
  }

  /** A refusal is told and keeps what was typed. */
  async save(): Promise<void> {
    const subject = this.#subject;
    if (!subject || this.#saving) return;
    this.#saving = true;
    try {
      const saved = await correctReport(this.#archive, subject.report, subject.text, this.#draft);
      if (!saved.ok) {
        this.#messages.fail(saved.error);
        return;
      }
      this.cancel();
      this.#messages.inform(
        saved.value ? 'The text is corrected. Undo brings the old one back.' : 'Nothing was changed.',
      );
    } finally {
      this.#saving = false;
    }
  }
}
