import type { LineMetadata } from '../metadata';

const MAX_LENGTH = 300;
const JUNK_TITLE =
  /^(?:microsoft\s+(?:word|powerpoint|excel)\b|untitled|unbenannt|sans\s+titre|без\s+имени|document\d*$|slide\s*\d*$|title$|print(?:out)?$|about:blank|https?:|[a-z]:\\|file:|no(?:ne)?$|презентация\s+powerpoint|powerpoint\s+presentation|\d+$)/iu;
const FILE_NAME =
  /\.(?:pdf|docx?|rtf|odt|txt|html?|indd|qxp|qxd|p65|tex|dvi|ps|eps|xlsx?|pptx?|pages|cdr|ai|tmp)$/iu;
const JUNK_AUTHOR =
  /^(?:user|admin(?:istrator)?|owner|default|unknown|anonymous|author|pc|asus|acer|hp|dell|lenovo|windows.*|microsoft.*|пользователь|админ(?:истратор)?|автор|root)$/iu;

/** Title and author that a PDF states of itself, without those that programs put there. When it was made is no date of publication. */
export function readInfo(info: Record<string, unknown>): LineMetadata {
  const title = tidy(info.Title);
  const author = tidy(info.Author);
  return {
    ...(isTitle(title) ? { title } : {}),
    ...(/\p{L}{2}/u.test(author) && !JUNK_AUTHOR.test(author) && !/[@\\/]/u.test(author) ? { author } : {}),
  };
}

function tidy(value: unknown): string {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return '';
  return value
    .replace(/[\p{Cc}\ufffd]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

function isTitle(title: string): boolean {
  if (!/\p{L}{2}/u.test(title) || JUNK_TITLE.test(title) || FILE_NAME.test(title)) return false;
  // `annual_report-v3` is the name of a file that lost its ending.
  return /\s/u.test(title) || !/[_\d]/u.test(title);
}
