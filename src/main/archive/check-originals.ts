import { join } from 'node:path';
import { hashFile } from '../backups/extract-originals';

/** Reads a kept file and compares its hash with its name. Throws system errors other than a missing file. */
export async function keptOriginalIs(
  folder: string,
  sha256: string,
): Promise<'whole' | 'missing' | 'damaged'> {
  const found = await hashFile(join(folder, sha256.slice(0, 2), sha256));
  if (found === null) return 'missing';
  return found === sha256 ? 'whole' : 'damaged';
}
