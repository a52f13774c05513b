import { findQuote } from '$domain/anchor/selectors';
import { resolveCountry } from '$domain/coding/country';
import { CONFIDENCES, COUNTRY_ROLES, EXCERPT_STATUSES, type CountryOfPair } from '$domain/coding/excerpt';
import { searchOrganisations } from '$domain/coding/organisation';
import { ok, type Result } from '$domain/result';
import type { Span } from '$domain/text/offsets';
import { textOf } from '../../storage/reads';
import type { Archive } from '../archive';
import { unsaved } from '../keep-journal';
import { countriesOf } from '../load-countries';
import { passageRows } from '../passage-rows';
import { tagPassage } from '../tag-passage';
import { positiveNumber, usage, type Arguments } from './arguments';
import { findReport } from './find-report';
import { EXIT, type ExitCode } from './output';
import { wrongUse } from './read-commands';
import { passageRecord } from './records';
import type { CommandRun } from './command-run';

/** Failures that other arguments would have avoided; all others are the archive's. */
const WRONG_INPUT = /^(?:actor|code|memo|passage)\//u;

/** `tag REPORT --quote TEXT …`: tags the words where they stand and prints the passage. */
export async function tagCommand({ archive, args, output }: CommandRun): Promise<ExitCode> {
  const [named, ...more] = args.words;
  if (!named || more.length > 0)
    return wrongUse(output, 'Name one report: tag REPORT --quote TEXT --actor NAME');
  const option = (name: string): string | undefined => args.options.get(name)?.text;

  const actor = option('actor');
  const codes = (option('code') ?? '').split('|').filter((path) => path.trim() !== '');
  if (actor === undefined && option('country') === undefined && codes.length === 0) {
    return wrongUse(output, 'Say who the passage is about: --actor NAME');
  }
  const country = await readCountry(archive, args);
  if (!country.ok) return wrongUse(output, country.error.message);
  const status = oneOf('status', option('status'), EXCERPT_STATUSES);
  if (!status.ok) return wrongUse(output, status.error.message);
  const confidence = oneOf('confidence', option('confidence'), CONFIDENCES);
  if (!confidence.ok) return wrongUse(output, confidence.error.message);
  const important = oneOf('important', option('important'), ['yes', 'no']);
  if (!important.ok) return wrongUse(output, important.error.message);

  const found = await findReport(archive, named.text);
  if (!found.ok) return wrongUse(output, found.error.message);
  const report = found.value;
  const text = await textOf(archive.db, report);
  if (!text) throw new Error(`The text of report ${report.id} is missing.`);
  const places = findQuote(text.text, (option('quote') ?? '').replace(/\r\n?/gu, '\n').normalize('NFC'));
  const span = choose(places, option('nth'));
  if (!span.ok) {
    await output.error({ ...span.error, count: places.length });
    return EXIT.usage;
  }
  const tagged = await tagPassage(archive, text, span.value, {
    pairs: [{ actor: actor === undefined ? null : { kind: 'new', name: actor }, country: country.value }],
    codes: codes.map((name) => ({ kind: 'new', name })),
    memo: option('memo') ?? '',
    status: status.value,
    confidence: confidence.value,
    important: important.value === 'yes',
    eventDate: option('event-date') ?? '',
  });
  if (!tagged.ok) {
    await output.error(tagged.error);
    return WRONG_INPUT.test(tagged.error.code) ? EXIT.usage : EXIT.refused;
  }
  const waiting = unsaved(archive);
  if (waiting !== null) {
    await output.error(waiting);
    return EXIT.refused;
  }
  for await (const row of passageRows(archive, [tagged.value])) {
    await output.record(passageRecord(row), `Tagged: ${row.excerpt.quote.exact}`);
  }
  return EXIT.done;
}

async function readCountry({ db }: Archive, { options }: Arguments): Promise<Result<CountryOfPair | null>> {
  const role = oneOf('role', options.get('role')?.text, COUNTRY_ROLES);
  if (!role.ok) return role;
  const typed = options.get('country')?.text;
  if (typed === undefined) {
    return role.value === null
      ? ok(null)
      : usage('“--role” says how a country belongs: give --country as well.');
  }
  const country = resolveCountry(await countriesOf(db), typed);
  if (!country) {
    const [organisation] = searchOrganisations(typed, 1);
    return usage(
      organisation?.whole
        ? `“${typed}” is an organisation, not a country. Give it with --actor.`
        : `“${typed}” is no country known here. Give a code such as KAZ, or a name; organisations are actors.`,
    );
  }
  return ok({ code: country.code, role: role.value ?? 'affiliation' });
}

function oneOf<T extends string>(
  name: string,
  text: string | undefined,
  allowed: readonly T[],
): Result<T | null> {
  if (text === undefined) return ok(null);
  const value = allowed.find((candidate) => candidate === text);
  return value === undefined
    ? usage(`“--${name}” is one of ${allowed.join(', ')}; not “${text}”.`)
    : ok(value);
}

function choose(places: readonly Span[], nth: string | undefined): Result<Span> {
  const times = places.length === 1 ? 'once' : `${places.length} times`;
  if (nth === undefined) {
    if (places.length === 1) return ok(places[0]!);
    return usage(
      places.length === 0
        ? 'The quote does not stand in the report. It must match letter for letter; give it with --quote.'
        : `The quote stands in the report ${times}. Say which one with --nth 1 to ${places.length}.`,
    );
  }
  const number = positiveNumber('nth', nth);
  if (!number.ok) return number;
  const span = places[number.value - 1];
  return span ? ok(span) : usage(`There is no number ${nth}: the quote stands in the report ${times}.`);
}
