import PostalMime from 'postal-mime';
import { fail, ok, type Result } from '$domain/result';
import { dayOf } from '../mail/mail-headers';
import { webAddress, type LineMetadata } from '../metadata';

/** The page in a web archive. */
export interface OpenedMhtml {
  readonly bytes: Uint8Array;
  /** WHATWG label, where the archive says how the page is encoded. */
  readonly charset: string | undefined;
  readonly metadata: LineMetadata;
}

const HEAD = 2048;

/** Whether a file is a web archive as browsers save them: a mail message of parts. @see https://www.rfc-editor.org/rfc/rfc2557 */
export function isMhtml(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  return (
    /^(?:[\w-]+:[^\n]*\r?\n|[ \t][^\n]*\r?\n)*(?:mime-version|content-type)\s*:/iu.test(head) &&
    /multipart\/related|text\/html/iu.test(head)
  );
}

/** Takes the page out of a web archive. Fails with `import/no-page` when there is none. */
export async function openMhtml(bytes: Uint8Array): Promise<Result<OpenedMhtml>> {
  try {
    const mail = await new PostalMime({ attachmentEncoding: 'arraybuffer' }).parse(bytes.slice().buffer);
    const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? '';
    const html = mail.html ?? '';
    if (html === '') return noPage();
    const address = header('snapshot-content-location') || header('content-location');
    const captured = dayOf(header('date'));
    return ok({
      bytes: new TextEncoder().encode(html),
      charset: 'utf-8',
      metadata: {
        ...(/^https?:/iu.test(address) ? { sourceUrl: webAddress(address) } : {}),
        ...(captured === '' ? {} : { captured }),
      },
    });
  } catch {
    return noPage();
  }
}

function noPage(): Result<never> {
  return fail({
    code: 'import/no-page',
    message: 'The file is a web archive without a page in it, or it is damaged.',
  });
}
