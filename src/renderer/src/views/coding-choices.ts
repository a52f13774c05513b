import { actorName } from '$domain/coding/actor';
import { codeName, codePath, pathNames } from '$domain/coding/code';
import { countryYears, resolveCountry, searchCountries } from '$domain/coding/country';
import { searchOrganisations } from '$domain/coding/organisation';
import type { CodingChoices } from '../components/palette/palette-model';
import type { AppState } from '../state/app.svelte';

const COUNTRIES_OFFERED = 8;
const ORGANISATIONS_OFFERED = 2;

/** Reads the archive's state at each call, so that it can be read in a template. */
export function codingChoices(app: AppState): CodingChoices {
  return {
    get actors() {
      return app.actors.map(({ id, name, colour, aliases, deprecated }) => ({
        id,
        name,
        colour,
        aliases,
        deprecated,
        uses: app.tally.usesOf(id),
      }));
    },
    get codes() {
      return app.codes.map(({ id, name, aliases, deprecated }) => ({
        id,
        name,
        aliases,
        deprecated,
        path: codePath(app.codesById, id),
        uses: app.tally.passagesWith(id),
      }));
    },
    searchCountries: (text) =>
      searchCountries(app.countries, text, COUNTRIES_OFFERED).map((country) => ({
        code: country.code,
        name: country.name,
        detail: [country.code, countryYears(country)].filter(Boolean).join(' · '),
      })),
    searchOrganisations: (text) =>
      searchOrganisations(text, ORGANISATIONS_OFFERED).map(({ organisation, name, whole }) => ({
        name,
        detail: organisation.fullName,
        names: organisation.names,
        meant: whole && resolveCountry(app.countries, text) === null,
      })),
    validateActorName: (name) => {
      const checked = actorName(name);
      return checked.ok ? null : checked.error.message;
    },
    validateCodeName: (path) => {
      const wrong = pathNames(path)
        .map((name) => codeName(name))
        .find((checked) => !checked.ok);
      return wrong?.ok === false ? wrong.error.message : null;
    },
  };
}
