import type { AddedCountry, AddedCountryFields } from '$domain/coding/added-country';
import type { BatchId } from '$domain/ids';
import type { Archive } from '../usecases/archive';
import { newBatch } from '../usecases/change-archive';
import { addCountry, deleteCountry, editCountry } from '../usecases/countries';
import type { Messages } from './messages.svelte';

/** What is being done to the countries that were added. */
export type CountriesJob =
  { readonly kind: 'add' } | { readonly kind: 'edit'; readonly country: AddedCountry };

/** The countries of one's own while they are worked on: one job at a time, each one step of the history. */
export class OwnCountriesSession {
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #tellDone: (text: string, batchId: BatchId) => void;
  #job = $state.raw<CountriesJob | null>(null);

  /** `tellDone` tells of a step with a way to take back just that. */
  constructor(archive: Archive, messages: Messages, tellDone: (text: string, batchId: BatchId) => void) {
    this.#archive = archive;
    this.#messages = messages;
    this.#tellDone = tellDone;
  }

  get job(): CountriesJob | null {
    return this.#job;
  }
  add(): void {
    this.#job = { kind: 'add' };
  }
  edit(country: AddedCountry): void {
    this.#job = { kind: 'edit', country };
  }
  close(): void {
    this.#job = null;
  }

  /** Adds the country or saves what was edited. The value is the sentence that says why not; null when done. */
  async save(code: string, fields: AddedCountryFields): Promise<string | null> {
    const job = this.#job;
    const result =
      job?.kind === 'edit'
        ? await editCountry(this.#archive, job.country.id, fields)
        : await addCountry(this.#archive, code, fields);
    if (!result.ok) return result.error.message;
    if (job?.kind !== 'edit') this.#messages.inform(`Added “${fields.name.trim()}” to the countries.`);
    this.close();
    return null;
  }

  /** Deletes a country that nothing is about. */
  async remove({ id, name }: AddedCountry): Promise<void> {
    const batchId = newBatch(this.#archive);
    const result = await deleteCountry(this.#archive, id, batchId);
    if (result.ok) this.#tellDone(`Deleted the country “${name}”.`, batchId);
    else this.#messages.fail(result.error);
  }
}
