import type { Failure } from '$domain/result';
import {
  refused,
  type FoundReport,
  type Importer,
  type Offer,
  type ReadChoices,
  type Reading,
  type SourceFile,
} from '../importer';
import { openZip } from './zip-archive';

/** What systems put into archives without being asked. */
const SYSTEM_FILE = /^(?:__MACOSX|Thumbs\.db|desktop\.ini|\..*)$/iu;
const ARCHIVE_NAME = /\.(?:zip|7z|rar|tar|t?gz|bz2|xz|zst)$/iu;

const NESTED: Failure = {
  code: 'import/zip-nested',
  message: 'Archives within archives are not read. Unpack it first.',
};

/**
 * An archive of files that can be imported, in the order of its directory: each is read as it would be alone, a failure
 * of one leaves the others. Folders and what systems hide are passed over.
 * `readFile`: how one file is read, taken as a parameter since the list of formats holds this one.
 */
export function zipImporter(readFile: (file: SourceFile, choices: ReadChoices) => Reading): Importer {
  return {
    id: 'zip',
    label: 'ZIP archive',
    extensions: ['zip'],
    async *read({ bytes }, choices) {
      const archive = await openZip(bytes);
      if (!archive.ok) return yield* refused(archive.error);
      const offers = new Offers();
      let found = 0;
      for (const { name: within, isFolder } of archive.value.entries) {
        if (isFolder || within.split('/').some((part) => SYSTEM_FILE.test(part))) continue;
        found += 1;
        const inside = ARCHIVE_NAME.test(within)
          ? { ok: false as const, error: NESTED }
          : await archive.value.read(within);
        if (!inside.ok) {
          yield { within, result: inside };
          continue;
        }
        const original = { name: within.slice(within.lastIndexOf('/') + 1), bytes: inside.value };
        offers.add(yield* placed(readFile(original, choices), within, original));
      }
      if (found === 0) return yield* refused({ code: 'import/empty', message: 'The archive holds no file.' });
      return offers.all();
    },
  };
}

/** A reading of one entry, its reports placed in the archive. */
async function* placed(reading: Reading, path: string, original: SourceFile): Reading {
  for (;;) {
    const next = await reading.next();
    if (next.done) return next.value;
    const { within, result } = next.value;
    yield { within: within === '' ? path : `${path}: ${within}`, result, original } satisfies FoundReport;
  }
}

/** What can be chosen for all entries at once; encodings and columns are of one file each. */
class Offers {
  private readonly byKind = new Map<Offer['kind'], Offer>();

  add(offers: readonly Offer[]): void {
    for (const offer of offers) {
      if (offer.kind !== 'comments' && offer.kind !== 'chapters') continue;
      const before = this.byKind.get(offer.kind);
      const count = offer.count + (before !== undefined && 'count' in before ? before.count : 0);
      this.byKind.set(offer.kind, { ...offer, count });
    }
  }

  all(): Offer[] {
    return [...this.byKind.values()];
  }
}
