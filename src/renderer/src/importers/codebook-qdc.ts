import type { EntryDraft, EntryFile, EntryProblem } from '$domain/coding/entry-draft';
import { readUuid } from '$domain/coding/entry-draft';
import type { Result } from '$domain/result';
import { readXml, type XmlElement } from './xml-reader';

/** What a code of the file says besides its name. */
export interface QdcCode {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Undefined when the file does not say. */
  readonly isCodable: boolean | undefined;
  /** As written; empty when there is none. */
  readonly colour: string;
  readonly description: string;
}

/** How the codes of a file become entries of one kind. */
interface EntryKind<Fields> {
  /** Begins the codes of failures. */
  readonly prefix: 'actors' | 'codes';
  nameOf(raw: string): Result<string>;
  fieldsOf(
    code: QdcCode,
    name: string,
    report: (problem: EntryProblem) => void,
  ): EntryDraft<Fields>['fields'];
}

/**
 * Reads the codes of a REFI-QDA codebook (`.qdc`, also the `CodeBook` of a `project.qde`); one inside another has that as
 * its parent. Sets are reported and left out. Never throws.
 * @see https://www.qdasoftware.org/refi-qda-codebook/
 */
export function readCodebookQdc<Fields>(
  text: string,
  kind: EntryKind<Fields>,
): EntryFile<EntryDraft<Fields>> {
  const drafts: EntryDraft<Fields>[] = [];
  const problems: EntryProblem[] = [];
  const refuse = (code: string, message: string): EntryFile<EntryDraft<Fields>> => ({
    drafts: [],
    problems: [{ code, message, line: null, refused: true }],
  });
  const xml = readXml(text);
  if (!xml.ok) return refuse(xml.error.code, xml.error.message);
  const book = xml.value.name === 'CodeBook' ? xml.value : childOf(xml.value, 'CodeBook');
  if (book === undefined) {
    return refuse(
      `${kind.prefix}/no-codebook`,
      'The file is XML, but no REFI-QDA codebook: it has no CodeBook.',
    );
  }
  const read = (code: XmlElement, parent: string): void => {
    const name = kind.nameOf(code.attributes.get('name') ?? '');
    if (!name.ok) problems.push({ ...name.error, line: code.line, refused: true });
    else {
      const id = readUuid(code.attributes.get('guid') ?? '');
      const fields = kind.fieldsOf(aboutOf(code), name.value, (problem) => problems.push(problem));
      drafts.push({ line: code.line, id, name: name.value, parent, fields });
    }
    const within = name.ok ? name.value : parent;
    for (const child of code.children) if (child.name === 'Code') read(child, within);
  };
  for (const code of childOf(book, 'Codes')?.children ?? []) if (code.name === 'Code') read(code, '');
  const sets = childOf(book, 'Sets');
  if (sets !== undefined && sets.children.length > 0) {
    problems.push({
      code: `${kind.prefix}/sets`,
      message: `Sets of codes are left out: ${sets.children.length}.`,
      line: sets.line,
      refused: false,
    });
  }
  return { drafts, problems };
}

function aboutOf(code: XmlElement): QdcCode {
  const codable = code.attributes.get('isCodable')?.trim();
  return {
    line: code.line,
    isCodable: codable === undefined ? undefined : codable !== 'false' && codable !== '0',
    colour: code.attributes.get('color') ?? '',
    description: childOf(code, 'Description')?.text ?? '',
  };
}

const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);
