import { MAX_FILE_BYTES } from '$contract/host-api';
import { fail, type Result } from '$domain/result';
import type { ReadChoices } from '../importers/importer';
import { attempt } from '../platform/host';
import type { Archive } from './archive';

/** A file or pasted text that wants to become a report. */
export interface ImportSource {
  /** Of a file in a folder with its path from there, `/` between: `week/monday.html`. */
  readonly name: string;
  /** Of a file on the disk. */
  readonly token?: string;
  /** How it is to be read, where a person chose. */
  readonly choices?: ReadChoices;
  read(): Promise<Result<Uint8Array>>;
}

/** A file picked through the host. */
export function pickedSource(
  archive: Archive,
  file: { readonly token: string; readonly name: string; readonly size: number },
): ImportSource {
  return {
    name: file.name,
    token: file.token,
    read: async () =>
      file.size > MAX_FILE_BYTES ? tooLarge(file.size) : attempt(archive.host.readPicked(file.token)),
  };
}

/** A file dropped on the window. Folders and files that went away are refused. */
export function droppedSource(file: File): ImportSource {
  return {
    name: file.name,
    read: async () => {
      if (file.size > MAX_FILE_BYTES) return tooLarge(file.size);
      try {
        return { ok: true, value: new Uint8Array(await file.arrayBuffer()) };
      } catch {
        return fail({
          code: 'file/unreadable',
          message:
            'It could not be read: it may be a folder, or have been moved. Drop single files; nothing was changed.',
        });
      }
    },
  };
}

/** Mark-up of paragraphs, headings, lists, quotes or tables: what rich text has and copied source code has not. */
const STRUCTURE = /<(?:p|h[1-6]|[uo]l|blockquote|table)[\s>]/iu;

/** What was pasted into the window: `html` is the same as rich text, empty when there is none. */
export function pastedSource(text: string, html = ''): ImportSource {
  const isRich = STRUCTURE.test(html);
  const bytes = new TextEncoder().encode(isRich ? html : text);
  return {
    name: isRich ? 'Pasted text.html' : 'Pasted text.txt',
    ...(isRich ? { choices: { encoding: 'utf-8', extent: 'page' } } : {}),
    read: () =>
      Promise.resolve(
        bytes.byteLength > MAX_FILE_BYTES ? tooLarge(bytes.byteLength) : { ok: true, value: bytes },
      ),
  };
}

function tooLarge(bytes: number): Result<never> {
  const mega = 1024 * 1024;
  return fail({
    code: 'file/too-large',
    message: `It has ${Math.ceil(bytes / mega)} MB; text files are read up to ${MAX_FILE_BYTES / mega} MB. Split it into separate reports.`,
  });
}
