import type { ExcerptId } from '$domain/ids';
import type { PassageEntry } from './entries';
import type { PassageFile } from './passage-file';

/** Passages that are in a file. */
export interface KeptPassages {
  readonly file: PassageFile;
  /** Throws `ShardDamaged`. */
  read(): readonly PassageEntry[];
}

type ById = Map<ExcerptId, PassageEntry>;

/** The passages of an index: in a file until something about them is asked, by id once one of them changes. */
export class Passages {
  #held: KeptPassages | readonly PassageEntry[] | ById = new Map();
  #file: PassageFile | null = null;

  /** Takes those of a file in the place of all. */
  restore(kept: KeptPassages): void {
    this.#held = kept;
    this.#file = kept.file;
  }

  get count(): number {
    if ('file' in this.#held) return this.#held.file.passages;
    return 'length' in this.#held ? this.#held.length : this.#held.size;
  }

  /** The file that has just these passages; null when there is none. */
  get file(): PassageFile | null {
    return this.#file;
  }
  /** The passages as they are were written to a file. */
  written(file: PassageFile): void {
    this.#file = file;
  }

  /** Throws `ShardDamaged`, as all that follow. */
  all(): readonly PassageEntry[] {
    if ('file' in this.#held) this.#held = this.#held.read();
    return 'length' in this.#held ? this.#held : [...this.#held.values()];
  }

  /** Holds the same passages in this order from now on: what is in order already is put in order soon. */
  holdInOrder(inOrder: readonly PassageEntry[]): void {
    this.#held = this.#held instanceof Map ? byId(inOrder) : inOrder;
  }

  put(passage: PassageEntry): void {
    this.#changed().set(passage.id, passage);
  }

  /** The passage that was there. */
  remove(id: ExcerptId): PassageEntry | undefined {
    const passages = this.#changed();
    const passage = passages.get(id);
    passages.delete(id);
    return passage;
  }

  #changed(): ById {
    const passages = this.#held instanceof Map ? this.#held : byId(this.all());
    this.#held = passages;
    this.#file = null;
    return passages;
  }
}

function byId(passages: readonly PassageEntry[]): ById {
  return new Map(passages.map((passage) => [passage.id, passage]));
}
