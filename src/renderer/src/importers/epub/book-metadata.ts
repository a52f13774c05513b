import { readDate } from '../dates';
import { webAddress, type LineMetadata } from '../metadata';
import { allText, descendants, type XmlElement } from '../xml-reader';

/** Titles that programs write of their own accord. */
const NO_TITLE = /^(?:untitled|unknown|unbenannt|sans titre|sin título|без названия)(?:\s+\p{L}+)?$/iu;
const NO_AUTHOR = /^(?:unknown|unbekannt|inconnu|desconocido|неизвестн\p{L}*(?: автор)?)$/iu;

/**
 * What the package document says about a book: its main title, its authors, its publisher as source, the day it was
 * published, its language, and the address it was taken from.
 * @see https://www.w3.org/TR/epub-33/#sec-metadata-elem
 */
export function bookMetadata(metadata: XmlElement | undefined): LineMetadata {
  if (metadata === undefined) return {};
  const all = (name: string): XmlElement[] => [...descendants(metadata, name)];
  const refined = refinementsOf(metadata);
  const titles = all('title').filter((title) => tidy(title) !== '' && !NO_TITLE.test(tidy(title)));
  const title = titles.find((each) => refined(each, 'title-type') === 'main') ?? titles[0];
  const author = authorsOf(all('creator'), refined);
  const source = all('publisher').map(tidy).find(Boolean);
  const published = publishedOf(all('date'));
  const language = all('language')
    .map(tidy)
    .find((tag) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(tag));
  const address = all('source')
    .map(tidy)
    .find((each) => /^https?:\/\/[^\s<>"]+$/iu.test(each));
  return {
    ...(title === undefined ? {} : { title: tidy(title) }),
    ...(author === '' ? {} : { author }),
    ...(source === undefined ? {} : { source }),
    ...(published === null ? {} : { published }),
    ...(language === undefined || language === 'und' ? {} : { language }),
    ...(address === undefined ? {} : { sourceUrl: webAddress(address) }),
  };
}

const tidy = (element: XmlElement): string => allText(element).replace(/\s+/gu, ' ').trim();

type Refined = (element: XmlElement, property: string) => string | undefined;

/** What `meta` elements say about others, by their id. */
function refinementsOf(metadata: XmlElement): Refined {
  const said = new Map<string, string>();
  for (const meta of descendants(metadata, 'meta')) {
    const about = meta.attributes.get('refines');
    const property = meta.attributes.get('property');
    if (about !== undefined && property !== undefined) {
      said.set(`${about.replace(/^#/u, '')} ${property}`, tidy(meta));
    }
  }
  return ({ attributes }, property) => said.get(`${attributes.get('id') ?? ''} ${property}`);
}

/** Those who are said to be authors, or else all who made the book. */
function authorsOf(creators: readonly XmlElement[], refined: Refined): string {
  const named = creators.filter((each) => tidy(each) !== '' && !NO_AUTHOR.test(tidy(each)));
  const roleOf = (each: XmlElement): string => each.attributes.get('role') ?? refined(each, 'role') ?? 'aut';
  const authors = named.filter((each) => roleOf(each) === 'aut');
  return [...new Set((authors.length > 0 ? authors : named).map(tidy))].join(', ');
}

/** The day of publication to the precision stated, not the day the file was made or changed. */
function publishedOf(dates: readonly XmlElement[]): string | null {
  const eventOf = ({ attributes }: XmlElement): string => attributes.get('event') ?? '';
  const wanted = [/^(?:original-)?publication$/iu, /^$/u];
  for (const event of wanted) {
    for (const date of dates.filter((each) => event.test(eventOf(each)))) {
      const text = tidy(date);
      const read = readDate(text) ?? (/^(?:1[5-9]|20|21)\d\d$/u.test(text) ? text : null);
      if (read !== null) return read;
    }
  }
  return null;
}
