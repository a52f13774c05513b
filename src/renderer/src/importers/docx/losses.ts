import type { ImportNote } from '$domain/report/report';

/** What of a document cannot be kept as it is, and the sentence that says so. */
const SENTENCES = {
  pictures: (n: number) => `Pictures were left out: ${n}.`,
  objects: (n: number) => `Embedded objects, charts and diagrams were left out: ${n}.`,
  equations: (n: number) => `Equations were written as a row of signs: ${n}.`,
  comments: (n: number) => `Comments were left out: ${n}.`,
  headers: (n: number) => `Headers and footers were left out: ${n}.`,
  hidden: (n: number) => `Hidden text was left out: ${n} ${n === 1 ? 'place' : 'places'}.`,
  symbols: (n: number) => `Signs of a symbol font were left out: ${n}.`,
  chunks: (n: number) => `Other documents placed in this one were left out: ${n}.`,
  media: (n: number) => `Sounds and films were left out: ${n}.`,
  damaged: (n: number) => `Damaged parts of the document were left out: ${n}.`,
  unlinked: (n: number) => `Files of the book that are missing or damaged were left out: ${n}.`,
} as const;
export type Loss = keyof typeof SENTENCES;

type Change = 'insertions' | 'deletions' | 'moves';

/** Counts what was left out of a document or changed. */
export class Losses {
  private readonly counts = new Map<Loss | Change, number>();

  add(what: Loss | Change, count = 1): void {
    if (count > 0) this.counts.set(what, (this.counts.get(what) ?? 0) + count);
  }

  of(what: Loss | Change): number {
    return this.counts.get(what) ?? 0;
  }

  notes(): ImportNote[] {
    const notes = (Object.keys(SENTENCES) as Loss[])
      .filter((loss) => this.of(loss) > 0)
      .map((loss) => ({ code: `import/${loss}`, message: SENTENCES[loss](this.of(loss)) }));
    const [inserted, deleted, moved] = [this.of('insertions'), this.of('deletions'), this.of('moves')];
    if (inserted + deleted + moved > 0) {
      notes.push({
        code: 'import/tracked-changes',
        message: `Tracked changes were accepted: ${inserted} insertions kept, ${deleted} deletions left out, ${moved} moves made.`,
      });
    }
    return notes;
  }
}
