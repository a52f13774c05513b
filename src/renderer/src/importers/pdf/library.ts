import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fail, ok, type Failure, type Result } from '$domain/result';
import type { SourceFile } from '../importer';
import { MAX_PAGES } from './limits';

/** A document that is open, and how to let go of it. */
export interface OpenDocument {
  readonly document: PDFDocumentProxy;
  close(): Promise<void>;
}

/** Bytes in which `%PDF-` must begin; readers allow for as much before it. */
const HEADER_BYTES = 1024;

/**
 * Opens a PDF with the library, which is loaded only now. Nothing of the file is fetched, run or drawn: pictures are
 * skipped, and the library's worker code runs in the calling thread.
 */
export async function openDocument(file: SourceFile, password?: string): Promise<Result<OpenDocument>> {
  if (!hasHeader(file.bytes)) return fail(NOT_PDF);
  const { getDocument } = await loadLibrary();
  const task = getDocument({
    // The library takes the buffer away from whoever gives it.
    data: file.bytes.slice(),
    ...(password === undefined ? {} : { password }),
    useWorkerFetch: false,
    useWasm: false,
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: 1,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages <= MAX_PAGES) return ok({ document, close: () => task.destroy() });
    await task.destroy();
    return fail(tooManyPages(document.numPages));
  } catch (error) {
    await task.destroy();
    return fail(failureOf(error, password));
  }
}

async function loadLibrary() {
  const holder = globalThis as { pdfjsWorker?: unknown };
  // Where the library looks for its worker code before it starts a thread of its own.
  holder.pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

function hasHeader(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, HEADER_BYTES)).includes('%PDF-');
}

/** True when the mark that ends every PDF is missing from the end of a file: it was cut off. */
export function isCutOff(bytes: Uint8Array): boolean {
  return !new TextDecoder('latin1').decode(bytes.subarray(-2 * HEADER_BYTES)).includes('%%EOF');
}

const NOT_PDF: Failure = {
  code: 'import/not-pdf',
  message: 'The file is not a PDF, whatever its name says.',
};

export const DAMAGED: Failure = {
  code: 'import/pdf-damaged',
  message: 'The PDF is damaged or incomplete and cannot be opened. Try to download or save it again.',
};

const tooManyPages = (count: number): Failure => ({
  code: 'import/pdf-too-large',
  message: `The PDF has ${count} pages; at most ${MAX_PAGES} can be imported. Split it into parts first.`,
});

/** The library's way to say that a password is wrong rather than missing. */
const WRONG_PASSWORD = 2;

function failureOf(error: unknown, password: string | undefined): Failure {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  if (name !== 'PasswordException') return DAMAGED;
  return code === WRONG_PASSWORD || password !== undefined
    ? { code: 'import/password-wrong', message: 'The password does not open this PDF.' }
    : {
        code: 'import/password-needed',
        message: 'The PDF is protected by a password. Enter it to import the file.',
      };
}
