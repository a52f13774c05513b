import PostalMime, { type Email } from 'postal-mime';
import type { ImportNote, ReportDraft } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { cleanText } from '$domain/text/canonical';
import { hasText } from '../decode';
import { htmlBlocks } from '../html/html-blocks';
import { oneReport, type Importer, type SourceFile } from '../importer';
import { knownFormat } from '../known-formats';
import { readLines } from '../lines';
import { buildRichDraft } from '../rich';
import { buildDraft, type Origin } from '../structure';
import { mailMetadata } from './mail-headers';
import { withoutMailMarks } from './mail-text';

/** Mail messages, one a file. The subject is the title and not repeated in the text. @see RFC 5322 */
export const mailImporter: Importer = {
  id: 'mail',
  label: 'Mail message',
  extensions: ['eml'],
  async *read(file) {
    return yield* oneReport(readMail(file));
  },
};

/** Bytes of all header fields together, and parts within parts, beyond which a message is refused. */
const MAX_HEADERS_BYTES = 2 * 1024 * 1024;
const MAX_NESTING = 100;
/** Messages within messages whose text is read. */
const MAX_FORWARDED = 5;

async function readMail({ name, bytes }: SourceFile): Promise<Result<ReportDraft>> {
  const format = knownFormat(bytes);
  if (format !== null) {
    return fail({
      code: 'import/wrong-kind',
      message: `The file is ${format}, not a mail message, whatever its name says.`,
    });
  }
  const mail = await parse(bytes);
  if (mail === null) return fail(DAMAGED);
  if (!mail.headers.some(({ key }) => MAIL_FIELDS.has(key))) return fail(NOT_MAIL);
  if (isEncrypted(mail)) return fail(ENCRYPTED);
  const origin: Origin = {
    name,
    encoding: 'utf-8',
    notes: attachmentNotes(mail),
    metadata: mailMetadata(mail),
  };
  const html = mail.html === undefined ? null : htmlBlocks(mail.html);
  const plain = withoutMailMarks(mail.text ?? '', isFlowed(bytes));
  const written = html?.blocks.map(({ text }) => text).join(' ') ?? '';
  if (hasText(plain) && wordsIn(written) <= MUCH_LONGER * wordsIn(plain)) {
    return ok(plainDraft(plain, { ...origin, notes: [...origin.notes, ...pictureNotes(mail)] }));
  }
  if (html === null || !hasText(written)) return fail(noText(mail));
  return ok(
    buildRichDraft(
      html.blocks.filter(({ text }) => hasWords(text)),
      {
        ...origin,
        notes: [...origin.notes, ...html.notes],
        metadata: { ...(html.language === '' ? {} : { language: html.language }), ...origin.metadata },
      },
    ),
  );
}

async function parse(bytes: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(bytes.slice(), {
      maxHeadersSize: MAX_HEADERS_BYTES,
      maxNestingDepth: MAX_NESTING,
      maxRfc822NestingDepth: MAX_FORWARDED,
    });
  } catch {
    // The library throws for what exceeds its bounds, and whatever the runtime does for unknown encodings.
    return null;
  }
}

/** The plain text of many newsletters is no more than an invitation to look at the page. */
const MUCH_LONGER = 3;

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** False for a line that is a bullet or another mark with nothing behind it, which makes no block. */
const hasWords = (text: string): boolean => readLines(text).some((line) => line.text !== '');

/** Lines are joined to paragraphs as those of a text file are. */
function plainDraft(plain: string, origin: Origin): ReportDraft {
  const { text, notes } = cleanText(plain);
  return buildDraft(readLines(text), { ...origin, notes: [...origin.notes, ...notes] }, { flowing: false });
}

/** True when a part says that its lines are broken for transport only. @see RFC 3676 4.1 */
const isFlowed = (bytes: Uint8Array): boolean =>
  /^(?:content-type:|[ \t])[^\n]*format="?flowed/imu.test(new TextDecoder('latin1').decode(bytes));

const MAIL_FIELDS = new Set(['from', 'to', 'subject', 'date', 'message-id', 'received', 'sender']);

const isEncrypted = (mail: Email): boolean =>
  /^-----BEGIN PGP MESSAGE-----/mu.test(mail.text ?? '') ||
  mail.attachments.some(({ mimeType }) =>
    /^application\/(?:x-)?(?:pgp-encrypted|pkcs7-mime)$/u.test(mimeType),
  );

const DAMAGED: Failure = {
  code: 'import/mail-damaged',
  message: 'The message is damaged, or built in a way that no mail program builds one.',
};
const NOT_MAIL: Failure = {
  code: 'import/not-mail',
  message: 'The file is no mail message: it does not begin with fields such as From, Date and Subject.',
};
const ENCRYPTED: Failure = {
  code: 'import/mail-encrypted',
  message: 'The message is encrypted. Open it in your mail program and save its text.',
};

function noText({ attachments }: Email): Failure {
  const names = attachments.length === 0 ? '' : ` Its attachments are ${listed(attachments)}.`;
  return { code: 'import/empty', message: `The message holds no text.${names}` };
}

const MAX_NAMED = 20;
const MAX_NAME = 100;

function listed(attachments: Email['attachments']): string {
  const names = attachments
    .slice(0, MAX_NAMED)
    .map(({ filename, mimeType }) => `“${(filename ?? mimeType).slice(0, MAX_NAME)}”`)
    .join(', ');
  return attachments.length > MAX_NAMED ? `${names}, …` : names;
}

type Attachment = Email['attachments'][number];

/** True for a picture that stands in the page of a message. */
const isPicture = ({ related, mimeType, contentId, disposition }: Attachment): boolean =>
  mimeType.startsWith('image/') &&
  (related === true || (contentId !== undefined && disposition !== 'attachment'));

function attachmentNotes({ attachments }: Email): ImportNote[] {
  const others = attachments.filter((attachment) => !isPicture(attachment));
  if (others.length === 0) return [];
  return [
    {
      code: 'import/attachments',
      message: `Attachments were left out: ${others.length} (${listed(others)}). They can be imported as files of their own.`,
    },
  ];
}

/** For messages read as plain text; the reader of pages counts those that it leaves out. */
function pictureNotes({ attachments }: Email): ImportNote[] {
  const count = attachments.filter(isPicture).length;
  return count === 0 ? [] : [{ code: 'import/images', message: `Pictures were left out: ${count}.` }];
}
