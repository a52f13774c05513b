import { actorName } from '$domain/coding/actor';
import { readDescription } from '$domain/coding/actor-description';
import {
  readUuid,
  type ActorDraft,
  type ActorFile,
  type ActorFileProblem,
  type DraftFields,
} from '$domain/coding/actor-draft';
import { readActorField } from '$domain/coding/actor-text';
import { nearestColour } from '$domain/coding/actor-palette';
import type { Country } from '$domain/coding/country';
import { readXml, type XmlElement } from './xml-reader';

/**
 * Reads the codes of a REFI-QDA codebook (`.qdc`, also the `CodeBook` of a `project.qde`) as actors. A code inside another
 * is a part of it; one that is not codable is deprecated; a description that `actorDescription` wrote gives its fields
 * back, any other is the definition. Sets are reported and left out. Never throws.
 * @see https://www.qdasoftware.org/refi-qda-codebook/
 */
export function parseActorsQdc(text: string, countries: readonly Country[]): ActorFile {
  const xml = readXml(text);
  if (!xml.ok) return nothing(xml.error.code, xml.error.message);
  const book = xml.value.name === 'CodeBook' ? xml.value : childOf(xml.value, 'CodeBook');
  if (book === undefined) {
    return nothing('actors/no-codebook', 'The file is XML, but no REFI-QDA codebook: it has no CodeBook.');
  }
  const drafts: ActorDraft[] = [];
  const problems: ActorFileProblem[] = [];
  const read = (code: XmlElement, parent: string): void => {
    const name = actorName(code.attributes.get('name') ?? '');
    if (!name.ok) problems.push({ ...name.error, line: code.line, refused: true });
    else {
      const id = readUuid(code.attributes.get('guid') ?? '');
      const fields = fieldsOf(code, name.value, countries, problems);
      drafts.push({ line: code.line, id, name: name.value, parent, fields });
    }
    const within = name.ok ? name.value : parent;
    for (const child of code.children) if (child.name === 'Code') read(child, within);
  };
  for (const code of childOf(book, 'Codes')?.children ?? []) if (code.name === 'Code') read(code, '');
  const sets = childOf(book, 'Sets');
  if (sets !== undefined && sets.children.length > 0) {
    problems.push({
      code: 'actors/sets',
      message: `Sets of codes are left out: ${sets.children.length}.`,
      line: sets.line,
      refused: false,
    });
  }
  return { drafts, problems };
}

function fieldsOf(
  code: XmlElement,
  name: string,
  countries: readonly Country[],
  problems: ActorFileProblem[],
): DraftFields {
  let fields: DraftFields = {};
  const codable = code.attributes.get('isCodable')?.trim();
  if (codable !== undefined) fields = { deprecated: codable === 'false' || codable === '0' };
  const colour = nearestColour(code.attributes.get('color') ?? '');
  if (colour !== null) fields = { ...fields, colour };
  for (const [field, said] of readDescription(childOf(code, 'Description')?.text ?? '')) {
    const value = readActorField(field, said, { name, countries });
    if (value.ok) fields = { ...fields, ...value.value };
    else problems.push({ ...value.error, line: code.line, refused: false });
  }
  return fields;
}

const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

function nothing(code: string, message: string): ActorFile {
  return { drafts: [], problems: [{ code, message, line: null, refused: true }] };
}
