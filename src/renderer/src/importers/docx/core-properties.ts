import type { LineMetadata } from '../metadata';
import { childrenOf, type XmlElement } from '../xml-reader';

/** Titles that programs write of their own accord. */
const NO_TITLE =
  /^(?:microsoft word\s*-|untitled|unbenannt|sans titre|sin título|без названия|без имени|документ\s*\d|document\s*\d|dokument\s*\d|новый документ|doc\d)|\.(?:docx?|docm|dotx?|odt|rtf|pdf|txt|html?|tmp)$|[\\/]\w+[\\/]|^[\w-]*\d{4,}[\w-]*$|^[^\p{L}]*$/iu;

/** True for a title that says what the document is called rather than its file. */
export function isRealTitle(title: string, fileName: string): boolean {
  const base = fileName.replace(/\.[^.]{1,10}$/u, '').toLowerCase();
  return title !== '' && title.toLowerCase() !== base && !NO_TITLE.test(title) && !/^\S*_\S*$/u.test(title);
}

/**
 * What the properties of a document say about the report: Dublin Core elements, as DOCX, ODT and EPUB share them. The
 * dates there are those of the file, not of what it reports.
 * @see ECMA-376-2 11, ODF 1.3 part 3, 4.3
 */
export function readCoreProperties(properties: XmlElement | undefined, fileName: string): LineMetadata {
  const all = childrenOf(properties);
  const valueOf = (...names: readonly string[]): string =>
    names
      .map(
        (name) =>
          all
            .find((element) => element.name === name)
            ?.text.replace(/\s+/gu, ' ')
            .trim() ?? '',
      )
      .find((value) => value !== '') ?? '';
  const title = valueOf('title');
  const author = valueOf('initial-creator', 'creator');
  const language = valueOf('language');
  return {
    ...(isRealTitle(title, fileName) ? { title } : {}),
    ...(author === '' ? {} : { author }),
    ...(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(language) ? { language } : {}),
  };
}
