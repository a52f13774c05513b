import type { ExcerptId } from '$domain/ids';
import type { Archive } from '../usecases/archive';
import { chooseTarget, exportPassages, FORMATS, type ExportProfileId } from '../usecases/export-passages';
import type { Messages } from './messages.svelte';

/** An export of the passages shown, from the dialog to the finished file. */
export class ExportSession {
  #ids = $state.raw<readonly ExcerptId[] | null>(null);
  #busy = $state(false);
  #losses = $state.raw<readonly string[]>([]);
  #abort: AbortController | null = null;
  format = $state(FORMATS[0]!.id);
  profile = $state<ExportProfileId>('spreadsheet');
  readonly #archive: Archive;
  readonly #messages: Messages;

  constructor(archive: Archive, messages: Messages) {
    this.#archive = archive;
    this.#messages = messages;
  }

  readonly formats = FORMATS;

  get isOpen(): boolean {
    return this.#ids !== null;
  }
  get busy(): boolean {
    return this.#busy;
  }
  get count(): number {
    return this.#ids?.length ?? 0;
  }
  get losses(): readonly string[] {
    return this.#losses;
  }
  get exporter() {
    return FORMATS.find(({ id }) => id === this.format) ?? FORMATS[0]!;
  }

  /** Opens the dialog for exactly these passages. */
  open(ids: readonly ExcerptId[]): void {
    this.#losses = [];
    this.#ids = ids;
  }

  close(): void {
    this.#abort?.abort();
    this.#ids = null;
  }

  /** Asks where to and writes the file. The dialog stays open when the user cancels choosing, or it fails. */
  async run(): Promise<void> {
    const ids = this.#ids;
    if (ids === null || this.#busy) return;
    const { host } = this.#archive;
    const { exporter } = this;
    this.#busy = true;
    try {
      const chosen = await chooseTarget(this.#archive, exporter);
      if (!chosen.ok) {
        this.#messages.fail(chosen.error);
        return;
      }
      const target = chosen.value;
      if (!target) return;
      this.#abort = new AbortController();
      const result = await exportPassages(this.#archive, {
        ids,
        exporter,
        profile: this.profile,
        target,
        signal: this.#abort.signal,
      });
      if (!result.ok) {
        if (result.error.code !== 'export/cancelled') this.#messages.fail(result.error);
        return;
      }
      const { rows, file, losses } = result.value;
      this.#losses = losses;
      if (losses.length === 0) this.#ids = null;
      this.#messages.inform(`${rows === 1 ? '1 passage' : `${rows} passages`} written to ${file.name}.`, {
        label: 'Show in folder',
        run: () => void host.showInFolder(target.token),
      });
    } finally {
      this.#busy = false;
    }
  }
}
