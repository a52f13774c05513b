import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredOriginal } from '$contract/schemas';
import { hashFile } from './backups/extract-originals';
import { syncFolder, writeDurably } from './durable-file';
import { done, refuse, systemCode, type Outcome } from './outcome';

/**
 * Keeps `bytes` as `<folder>/ab/<sha-256>`, private and synced to disk before it answers. A file of that name is read
 * and compared; one with another content is damaged and written again.
 */
export async function keepOriginal(folder: string, bytes: Uint8Array): Promise<Outcome<StoredOriginal>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const shelf = join(folder, sha256.slice(0, 2));
  const path = join(shelf, sha256);
  try {
    if ((await hashFile(path)) !== sha256) {
      if ((await mkdir(shelf, { recursive: true, mode: 0o700 })) !== undefined) {
        await syncFolder(folder);
        await syncFolder(join(folder, '..'));
      }
      await writeDurably(path, bytes);
    }
    return done({ sha256, bytes: bytes.byteLength });
  } catch (error) {
    const full = ['ENOSPC', 'EDQUOT'].includes(systemCode(error));
    return full
      ? refuse(
          'original/disk-full',
          'The disk is full, so the original file was not kept. Reports already in the archive are safe. ' +
            'Free some space and import it again.',
        )
      : refuse(
          'original/not-kept',
          'The original file could not be stored in the archive folder. Reports already in the archive are safe. ' +
            'Check that the folder can be written to and import it again.',
        );
  }
}
