import { openAgain, type ArchiveDb } from '../src/renderer/src/storage/archive-db';

export const NAME = 'bench';

export function openBenchArchive(): Promise<ArchiveDb> {
  return openAgain(NAME);
}
