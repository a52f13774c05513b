import { fail, ok, type Failure, type Result } from '$domain/result';
import type { SourceFile } from '../importer';
import { knownFormat } from '../known-formats';
import { openZip, type ZipArchive } from './zip-archive';

/** Documents that are kept in ZIP archives, and what to call them. */
const KINDS = {
  docx: 'a Word document (DOCX)',
  xlsx: 'an Excel workbook (XLSX)',
  pptx: 'a PowerPoint presentation (PPTX)',
  odt: 'an OpenDocument text (ODT)',
  ods: 'an OpenDocument spreadsheet (ODS)',
  odp: 'an OpenDocument presentation (ODP)',
  epub: 'an e-book (EPUB)',
  pages: 'a document of Pages, Numbers or Keynote',
  zip: 'a ZIP archive',
} as const;
export type ContainerKind = keyof typeof KINDS;

const MIME_TYPES: readonly (readonly [RegExp, ContainerKind])[] = [
  [/^application\/epub\+zip/u, 'epub'],
  [/^application\/vnd\.oasis\.opendocument\.text/u, 'odt'],
  [/^application\/vnd\.oasis\.opendocument\.spreadsheet/u, 'ods'],
  [/^application\/vnd\.oasis\.opendocument\.presentation/u, 'odp'],
];
const CONTENT_TYPES: readonly (readonly [RegExp, ContainerKind])[] = [
  [/wordprocessingml\.(?:document|template)\.main|vnd\.ms-word\.[a-z]+\.macroEnabled/iu, 'docx'],
  [/spreadsheetml\.(?:sheet|template)\.main|vnd\.ms-excel\./iu, 'xlsx'],
  [/presentationml\.(?:presentation|template|slideshow)\.main|vnd\.ms-powerpoint\./iu, 'pptx'],
];

/** Tells by the parts of an archive which document it is: `zip` when it is none. */
export async function containerKind(archive: ZipArchive): Promise<ContainerKind> {
  const textOf = async (name: string): Promise<string> => {
    const bytes = archive.has(name) ? await archive.read(name) : null;
    return bytes?.ok === true ? new TextDecoder().decode(bytes.value) : '';
  };
  const mime = (await textOf('mimetype')).trim();
  const byMime = MIME_TYPES.find(([pattern]) => pattern.test(mime))?.[1];
  if (byMime !== undefined) return byMime;
  const types = await textOf('[Content_Types].xml');
  const byTypes = CONTENT_TYPES.find(([pattern]) => pattern.test(types))?.[1];
  if (byTypes !== undefined) return byTypes;
  if (archive.has('word/document.xml')) return 'docx';
  if (archive.has('META-INF/container.xml')) return 'epub';
  if (archive.has('content.xml') && archive.has('META-INF/manifest.xml')) return 'odt';
  return archive.has('Index/Document.iwa') || archive.has('Index.zip') ? 'pages' : 'zip';
}

const ZIP_SIGNATURE = [0x50, 0x4b];

/**
 * Opens the archive that a document is kept in. Fails with `import/empty`, `import/wrong-kind`, which names what the file
 * is instead, and the codes of `openZip`.
 */
export async function openContainer(
  { name, bytes }: SourceFile,
  wanted: ContainerKind,
): Promise<Result<ZipArchive>> {
  if (bytes.length === 0) return fail({ code: 'import/empty', message: 'The file is empty.' });
  if (!ZIP_SIGNATURE.every((byte, i) => bytes[i] === byte)) {
    return fail(wrongKind(name, knownFormat(bytes), KINDS[wanted]));
  }
  const archive = await openZip(bytes);
  if (!archive.ok) return archive;
  const kind = await containerKind(archive.value);
  return kind === wanted ? ok(archive.value) : fail(wrongKind(name, KINDS[kind], KINDS[wanted]));
}

/** `is`: what the file was found to be, with its article; null when that is unknown. */
export function wrongKind(name: string, is: string | null, wanted: string): Failure {
  const extension = /\.[^./\\]{1,10}$/u.exec(name)?.[0] ?? '';
  return {
    code: 'import/wrong-kind',
    message:
      is === null
        ? `The file is not ${wanted}, and damaged or of another kind.`
        : `The file is ${is}, not ${wanted}${extension === '' ? '' : `, although its name ends in “${extension}”`}.`,
  };
}
