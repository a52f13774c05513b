import { actorName, aliasesOf } from '$domain/coding/actor';
import { userCode, type AddedCountry, type AddedCountryFields } from '$domain/coding/added-country';
import { foldCountryName, outsideDates, type Country } from '$domain/coding/country';
import type { BatchId, CountryCode } from '$domain/ids';
import { isPublished } from '$domain/report/published';
import { fail, ok, type Result } from '$domain/result';
import type { Archive } from './archive';
import { change, newBatch } from './change-archive';
import { countriesOf } from './load-countries';

/**
 * Adds a country to those of the authority. Fails with `country/…` when the code or a field is refused, or a country has the
 * code or one of the names already.
 */
export async function addCountry(
  archive: Archive,
  typedCode: string,
  fields: AddedCountryFields,
): Promise<Result<CountryCode>> {
  const countries = await countriesOf(archive.db);
  const code = userCode(typedCode, countries);
  if (!code.ok) return code;
  const checked = checkFields(countries, fields);
  if (!checked.ok) return checked;
  const country: AddedCountry = { ...checked.value, id: code.value, createdAt: archive.ports.now() };
  const added = await change(archive, { kind: 'add-country', country });
  return added.ok ? ok(code.value) : added;
}

/** Edits an added country; its code stays. Fails as {@link addCountry}. The value says whether anything changed. */
export async function editCountry(
  archive: Archive,
  code: CountryCode,
  fields: AddedCountryFields,
): Promise<Result<boolean>> {
  const others = (await countriesOf(archive.db)).filter((country) => country.code !== code);
  const checked = checkFields(others, fields);
  return checked.ok ? change(archive, { kind: 'edit-country', code, fields: checked.value }) : checked;
}

/** Deletes an added country that no passage is about and where no actor is at home. Fails with `country/in-use`. */
export function deleteCountry(
  archive: Archive,
  code: CountryCode,
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  return change(archive, { kind: 'delete-country', code }, { batchId });
}

function checkFields(others: readonly Country[], fields: AddedCountryFields): Result<AddedCountryFields> {
  const tidied: string[] = [];
  for (const typed of [fields.name, ...fields.names].filter((each, i) => i === 0 || each.trim() !== '')) {
    const name = actorName(typed);
    if (!name.ok) return fail(countryFailure(name.error.code));
    const sought = foldCountryName(name.value);
    const owner = others.find(({ names }) => names.some((each) => foldCountryName(each) === sought));
    if (owner) {
      return fail({
        code: 'country/name-taken',
        message: `“${name.value}” is already a name of ${owner.name} (${owner.code}).`,
      });
    }
    tidied.push(name.value);
  }
  const { from, to } = fields;
  const wrong = [from, to].find((date) => !isPublished(date));
  if (wrong !== undefined) {
    return fail({
      code: 'country/date',
      message: `“${wrong}” is no date. Write it as 2022, 2022-01 or 2022-01-06, or leave it empty.`,
    });
  }
  if (from !== '' && to !== '' && outsideDates({ from }, to) !== null) {
    return fail({ code: 'country/date', message: `It cannot end in ${to} and begin in ${from}.` });
  }
  const [name = '', ...names] = tidied;
  const demonyms = fields.demonyms.map((word) => word.normalize('NFC').trim()).filter((word) => word !== '');
  return ok({ name, names: aliasesOf(name, names), demonyms, from, to });
}

function countryFailure(code: string): { readonly code: string; readonly message: string } {
  return code === 'actor/empty-name'
    ? { code: 'country/empty-name', message: 'A country needs a name.' }
    : {
        code: 'country/bad-name',
        message: 'A country’s name can have up to 200 characters, and no “|” or control characters.',
      };
}
