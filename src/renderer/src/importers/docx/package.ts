import { fail, ok, type Result } from '$domain/result';
import { childrenOf, readXmlBytes, type XmlElement } from '../xml-reader';
import type { ZipArchive } from '../zip/zip-archive';

interface Relationship {
  /** Last segment of the type's address, which strict and transitional documents share. */
  readonly type: string;
  /** Path of the part in the archive; null when the target lies outside of it. */
  readonly target: string | null;
}

/** The parts of a document by what they are to its main part. */
export interface Package {
  readonly main: XmlElement;
  /** The parts of a type (`styles`, `footnotes`, `header`), in the order of their relationships. Damaged ones are left out. */
  parts(type: string): Promise<XmlElement[]>;
  /** A part that belongs to the whole file, such as `core-properties`. */
  filePart(type: string): Promise<XmlElement | undefined>;
  /** Parts that could not be read. */
  readonly damaged: number;
}

/**
 * Finds the main part of a document by the relationships of its package, wherever it lies.
 * Fails with `import/no-main-part` and with the codes of `readXmlBytes` and of the archive.
 * @see ECMA-376-2 (Open Packaging Conventions), ECMA-376-1 11.3
 */
export async function openPackage(archive: ZipArchive): Promise<Result<Package>> {
  const ofFile = await relationships(archive, '');
  const target = ofFile.find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  const path = nameIn(archive, target);
  if (path === undefined) {
    return fail({
      code: 'import/no-main-part',
      message: 'The document has no text: its main part is missing.',
    });
  }
  const main = await readPart(archive, path);
  return main.ok
    ? ok(new OpenPackage(archive, main.value, ofFile, await relationships(archive, path)))
    : main;
}

class OpenPackage implements Package {
  damaged = 0;

  constructor(
    private readonly archive: ZipArchive,
    readonly main: XmlElement,
    private readonly ofFile: readonly Relationship[],
    private readonly ofMain: readonly Relationship[],
  ) {}

  async parts(type: string): Promise<XmlElement[]> {
    return this.read(this.ofMain.filter((relationship) => relationship.type === type));
  }

  async filePart(type: string): Promise<XmlElement | undefined> {
    return (await this.read(this.ofFile.filter((relationship) => relationship.type === type)))[0];
  }

  private async read(found: readonly Relationship[]): Promise<XmlElement[]> {
    const parts: XmlElement[] = [];
    for (const { target } of found) {
      const path = target === null ? undefined : nameIn(this.archive, target);
      if (path === undefined) continue;
      const part = await readPart(this.archive, path);
      if (part.ok) parts.push(part.value);
      else this.damaged += 1;
    }
    return parts;
  }
}

async function readPart(archive: ZipArchive, path: string): Promise<Result<XmlElement>> {
  const bytes = await archive.read(path);
  return bytes.ok ? readXmlBytes(bytes.value) : bytes;
}

/** Part names are equal without regard to case. */
function nameIn(archive: ZipArchive, path: string): string | undefined {
  if (archive.has(path)) return path;
  const lower = path.toLowerCase();
  return archive.entries.find(({ name }) => name.toLowerCase() === lower)?.name;
}

/** The relationships of a part; of the whole package when `part` is empty. None when they cannot be read. */
async function relationships(archive: ZipArchive, part: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/') + 1;
  const path = nameIn(archive, `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
  const xml = path === undefined ? null : await readPart(archive, path);
  if (xml?.ok !== true) return [];
  return childrenOf(xml.value, 'Relationship').map(({ attributes }) => ({
    type: (attributes.get('Type') ?? '').replace(/^.*\//u, ''),
    target:
      attributes.get('TargetMode') === 'External'
        ? null
        : resolvePath(part.slice(0, slash), attributes.get('Target') ?? ''),
  }));
}

/** A path relative to a folder of the archive, without `..`; from the root when it begins with a slash. */
export function resolvePath(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
