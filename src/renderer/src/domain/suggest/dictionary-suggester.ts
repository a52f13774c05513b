import type { ActorId, CountryCode } from '../ids';
import type { Block } from '../report/report';
import { overlaps } from '../text/offsets';
import { attributionSpans } from './attribution';
import { COMMON_WORDS, GIVEN_NAMES } from './ambiguities';
import { ambiguityOf, countryEntries, type CountryForms, type CountryReading } from './country-entries';
import {
  Gazetteer,
  isAbbreviation,
  scanText,
  wordsOf,
  type Entry,
  type Found,
  type ScannedText,
} from './gazetteer';
import { nameVariants } from './inflection';
import { beginsSentence, looksLikePerson, namesNoCountry } from './no-country';
import { actorInHeading } from './section-actor';
import type { Alternative, Suggester, Suggestion, SuggestionInput, SuggestionSource } from './suggestion';

/** An actor as the suggester needs it: one of the archive, or an organisation that the archive does not have yet. */
export interface ActorForms {
  readonly id: ActorId | null;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Countries made ready for being looked up, in the languages that were asked for so far. */
export interface CountryLookup {
  readonly byCode: ReadonlyMap<CountryCode, CountryForms>;
  /** @param tag BCP 47; empty when unknown */
  gazetteerFor(tag: string): Gazetteer<CountryReading>;
}

/**
 * Makes countries ready for any number of suggesters. No country is found inside `namesOfOthers`, such as the Shanghai
 * Cooperation Organisation.
 */
export function countryLookup(
  countries: readonly CountryForms[],
  namesOfOthers: readonly string[] = [],
): CountryLookup {
  const byLanguage = new Map<string, Gazetteer<CountryReading>>();
  return {
    byCode: new Map(countries.map((country) => [country.code, country])),
    gazetteerFor(tag) {
      const primary = tag.split('-', 1)[0]!.toLowerCase();
      const language = primary === 'en' || primary === 'kk' ? '' : primary;
      let gazetteer = byLanguage.get(language);
      if (gazetteer === undefined) {
        gazetteer = new Gazetteer(countryEntries(countries, language, namesOfOthers));
        byLanguage.set(language, gazetteer);
      }
      return gazetteer;
    },
  };
}

/**
 * Looks up names of countries and of actors, in any case and number. Works without a network and says for every
 * suggestion which entry matched and why.
 */
export function dictionarySuggester(countries: CountryLookup, actors: readonly ActorForms[]): Suggester {
  const actorNames = new Gazetteer(actors.flatMap(actorEntries));
  return {
    suggest({ text, blocks, language }: SuggestionInput): Suggestion[] {
      const gazetteer = countries.gazetteerFor(language);
      return blocks.flatMap((block) => {
        const { start, end } = block.span;
        const scanned = scanText(text.slice(start, end));
        const inBlock = [
          ...actorsIn(block, scanned, actorNames),
          ...countriesIn(scanned, gazetteer, countries.byCode),
        ];
        return inBlock
          .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
          .map((found) => ({
            ...found,
            span: { start: found.span.start + start, end: found.span.end + start },
          }));
      });
    },
  };
}

function actorEntries(actor: ActorForms): Entry<ActorForms>[] {
  return [actor.name, ...actor.aliases].flatMap((form) => {
    const words = wordsOf(form);
    if (words.length === 0) return [];
    const casing = isAbbreviation(form) ? 'capitals' : actor.id === null ? 'proper' : 'any';
    return nameVariants(words).map((patterns) => ({ form, words: patterns, casing, value: actor }));
  });
}

function actorsIn(block: Block, scanned: ScannedText, gazetteer: Gazetteer<ActorForms>): Suggestion[] {
  const found = gazetteer.find(scanned).map((match): Suggestion => {
    const [first] = match.entries;
    const { form, value } = first!;
    const others = new Set(match.entries.map((entry) => entry.value));
    others.delete(value);
    const own = isForm(scanned.text.slice(match.start, match.end), form);
    return {
      span: { start: match.start, end: match.end },
      target: { kind: 'actor', actorId: value.id, name: value.name },
      source: value.id === null ? 'organisation' : 'actor-name',
      form,
      reason: `${own} ${actorMeaning(value, form)}.`,
      alternatives: [...others].map(({ id, name }) => ({ code: null, label: name, actorId: id })),
    };
  });
  if (block.kind !== 'heading') return found;
  const acting = actorInHeading(scanned.text);
  if (acting === null) return found;
  const inside = found.filter(({ span }) => span.start >= acting.span.start && span.end <= acting.span.end);
  const reason = `The heading “${scanned.text}” says who acts in its section.`;
  if (inside[0]?.span.start === acting.span.start) {
    return found.map((each) => (inside.includes(each) ? { ...each, source: 'section', reason } : each));
  }
  if (acting.name === null) return found;
  const target = { kind: 'actor', actorId: null, name: acting.name } as const;
  return [
    ...found,
    { span: acting.span, target, source: 'section', form: acting.name, reason, alternatives: [] },
  ];
}

function actorMeaning({ id, name }: ActorForms, form: string): string {
  if (id === null) return `an international organisation, “${name}”: an actor, and not in this archive yet`;
  return form === name
    ? 'the name of an actor in this archive'
    : `another name of the actor “${name}” in this archive`;
}

type Match = Found<CountryReading>;

function countriesIn(
  scanned: ScannedText,
  gazetteer: Gazetteer<CountryReading>,
  countries: ReadonlyMap<CountryCode, CountryForms>,
): Suggestion[] {
  const matches = gazetteer.find(scanned).filter((match) => isCountry(match, scanned));
  const sources = matches.length === 0 ? [] : attributionSpans(scanned.text);
  return matches
    .filter((match, index) => !isOnlyPeople(match, matches[index - 1], matches[index + 1], scanned))
    .filter((match) => !sources.some((source) => overlaps(source, match)))
    .map((match) => toSuggestion(match, scanned, countries));
}

const has = (match: Match, ...sources: SuggestionSource[]): boolean =>
  match.entries.some(({ value }) => sources.includes(value.source));

function isCountry(match: Match, scanned: ScannedText): boolean {
  if (match.entries.some(({ value }) => value.code === null)) return false;
  if (commonWord(match, scanned)?.likelier === true) return false;
  return !namesNoCountry({
    found: match,
    scanned,
    isDemonym: has(match, 'demonym'),
    isPlace: has(match, 'place'),
    isAbbreviation: has(match, 'abbreviation'),
  });
}

function commonWord(match: Match, { words, text, shouted }: ScannedText) {
  if (match.from !== match.to) return undefined;
  const common = COMMON_WORDS.get(words[match.from]!.term);
  return common !== undefined && (shouted || beginsSentence(text, match.start)) ? common : undefined;
}

/** Countries that people of other origins name themselves after: the second word tells whose citizens they are. */
const SECOND_COUNTS = new Set(['USA', 'CAN', 'AUS', 'CYP', 'ISR', 'GBR']);

/**
 * Of two demonyms in a row one says which country and the other which people: `Croatian Serb refugees` are from
 * Croatia, `a Cuban American` is from the United States.
 */
function isOnlyPeople(
  match: Match,
  before: Match | undefined,
  after: Match | undefined,
  scanned: ScannedText,
): boolean {
  const pair = (a: Match | undefined, b: Match | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    scanned.text.slice(a.end, b.start) === ' ' &&
    [a, b].every((each) => has(each, 'demonym') && /^\p{Lu}/u.test(scanned.text.slice(each.start)));
  const counts = (each: Match): boolean => SECOND_COUNTS.has(String(each.entries[0]!.value.code));
  if (pair(before, match)) return !counts(match);
  return pair(match, after) && counts(after!);
}

function toSuggestion(
  match: Match,
  scanned: ScannedText,
  countries: ReadonlyMap<CountryCode, CountryForms>,
): Suggestion {
  const own = scanned.text.slice(match.start, match.end);
  const asItStands = ({ form }: Entry<CountryReading>) => (form === own ? 0 : 1);
  const entries = [...match.entries].sort((a, b) => rankOf(a) - rankOf(b) || asItStands(a) - asItStands(b));
  const known = entries.map(({ form }) => ambiguityOf(form)).find((line) => line !== undefined);
  const preferred =
    known === undefined ? undefined : entries.find(({ value }) => value.code === known.codes[0]);
  const { form, value } = preferred ?? entries[0]!;
  const code = value.code!;
  const { name, listedUnder } = countries.get(code)!;
  const codes = new Set([
    ...entries.map((entry) => entry.value.code!),
    ...((known?.codes ?? []) as CountryCode[]),
  ]);
  if (listedUnder !== undefined) codes.add(listedUnder);
  codes.delete(code);
  const alternatives: Alternative[] = [...codes].flatMap((other) => {
    const label = countries.get(other)?.name;
    return label === undefined ? [] : [{ code: other, label }];
  });
  const also = (label: string | undefined): void => {
    if (label) alternatives.push({ code: null, label });
  };
  also(known?.note);
  also(commonWord(match, scanned)?.meaning);
  if (GIVEN_NAMES.has(scanned.words[match.from]!.term) && looksLikePerson(match, scanned))
    also('a person’s name');
  return {
    span: { start: match.start, end: match.end },
    target: { kind: 'country', code, name },
    source: value.source,
    form,
    reason: `${isForm(own, form)} ${MEANING[value.source](name)}.`,
    alternatives,
  };
}

const ORDER: readonly SuggestionSource[] = [
  'name',
  'abbreviation',
  'demonym',
  'place',
  'seat',
  'movement',
  'leader',
];

function rankOf({ value }: Entry<CountryReading>): number {
  return ORDER.indexOf(value.source);
}

const MEANING: Readonly<Record<SuggestionSource, (country: string) => string>> = {
  name: (country) => `a name of ${country}`,
  abbreviation: (country) => `short for ${country}`,
  demonym: (country) => `who or what is from ${country}`,
  place: (country) => `a place or region of ${country}, or another name of it`,
  seat: (country) => `where power sits in ${country}`,
  movement: (country) => `an actor that belongs to ${country}`,
  leader: (country) => `a person who led ${country} or spoke for it`,
  'actor-name': (country) => country,
  organisation: (country) => country,
  section: (country) => country,
};

/** `“Казахстане”, a form of “Казахстан”, is`. */
function isForm(own: string, form: string): string {
  return own.toLowerCase() === form.toLowerCase() ? `“${own}” is` : `“${own}”, a form of “${form}”, is`;
}
