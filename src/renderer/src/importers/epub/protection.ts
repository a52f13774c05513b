import type { Failure } from '$domain/result';
import { childOf, descendants } from '../xml-reader';
import type { ZipArchive } from '../zip/zip-archive';
import { readBookXml } from './book-xml';
import { resolveLink } from './paths';

/** What makes fonts unusable outside of the book, and hides no text. */
const FONT_OBFUSCATION: ReadonlySet<string> = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);
const ENCRYPTION = 'META-INF/encryption.xml';

const PROTECTED: Failure = {
  code: 'import/password-protected',
  message:
    'The e-book is protected against copying (DRM), so that its text cannot be read. Ask its seller or library for a copy without protection.',
};

/** The refusal of a book of whose `paths` some are encrypted; null when its text can be read. */
export async function protectionOf(archive: ZipArchive, paths: ReadonlySet<string>): Promise<Failure | null> {
  if (!archive.has(ENCRYPTION)) return null;
  const encryption = await readBookXml(archive, ENCRYPTION);
  if (!encryption.ok) return null;
  for (const data of descendants(encryption.value, 'EncryptedData')) {
    const algorithm = childOf(data, 'EncryptionMethod')?.attributes.get('Algorithm') ?? '';
    if (FONT_OBFUSCATION.has(algorithm)) continue;
    for (const { attributes } of descendants(data, 'CipherReference')) {
      const uri = attributes.get('URI') ?? '';
      if (paths.has(uri) || paths.has(resolveLink(uri, '')?.path ?? '')) return PROTECTED;
    }
  }
  return null;
}
