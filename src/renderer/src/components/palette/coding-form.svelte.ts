import { CodingEditor } from './coding-editor.svelte';
import { indexCodes, indexNames, type CodingChoices } from './palette-model';

/** Pairs and codes that are to be given to several passages: an editor that begins empty, and what it chooses from. */
export class CodingForm {
  readonly #choices: () => CodingChoices;
  readonly actors = $derived.by(() => this.#choices().actors);
  readonly codes = $derived.by(() => this.#choices().codes);
  readonly actorIndex = $derived(indexNames(this.actors));
  readonly codeIndex = $derived(indexCodes(this.codes));
  readonly editor: CodingEditor;

  constructor(choices: () => CodingChoices) {
    this.#choices = choices;
    this.editor = new CodingEditor(
      { pairs: [], codes: [] },
      {
        actors: () => this.actorIndex,
        codes: () => this.codeIndex,
        searchCountries: (text) => choices().searchCountries(text),
        searchOrganisations: (text) => choices().searchOrganisations(text),
        validateActorName: (name) => choices().validateActorName(name),
        validateCodeName: (name) => choices().validateCodeName(name),
      },
    );
  }

  get choices(): CodingChoices {
    return this.#choices();
  }
}
