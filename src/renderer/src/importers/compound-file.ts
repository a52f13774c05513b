import type { Failure } from '$domain/result';

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * Why a document in a compound file is not read: it is protected by a password, or `old`, in the binary format that came
 * before. `what`: what it is called in the sentence. Null for a file of another kind.
 * @see MS-CFB, MS-OFFCRYPTO 2.3.4.4
 */
export function compoundFailure(bytes: Uint8Array, what: string, old: Failure): Failure | null {
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) return null;
  // Streams of the file are named in UTF-16 in its directory.
  const isEncrypted = new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'));
  return isEncrypted
    ? {
        code: 'import/password-protected',
        message: `The ${what} is protected by a password. Save it without one in the program it was made with.`,
      }
    : old;
}
