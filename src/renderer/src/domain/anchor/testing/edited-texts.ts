import fc from 'fast-check';
import type { Span } from '../../text/offsets';

/** A word or full stop that is followed through the edits; `id` names it for good. */
interface Piece {
  readonly id: number;
  readonly text: string;
  /** The same for a word and its copies in sentences that read the same. */
  readonly twin: number;
}
type Sentence = Piece[];
type Paragraph = Sentence[];

/** A text before and after edits, and what is known of each of its words. */
export interface EditedText {
  readonly before: string;
  readonly after: string;
  readonly passages: readonly EditedPassage[];
  /** Pieces from this id on were put in by the edits. */
  readonly firstNew: number;
  /** The words after the edits that a span of `after` touches. */
  piecesIn(span: Span): readonly Piece[];
}

export interface EditedPassage {
  readonly span: Span;
  /** Of its words. */
  readonly ids: readonly number[];
  readonly twins: readonly number[];
  /** Those of its words that are still there. */
  readonly surviving: readonly number[];
  /** Whether all are there, next to each other and in order. */
  readonly isWhole: boolean;
}

/** Few words, some far more common than others, so that the same ones stand side by side and sentences are alike. */
const WORDS =
  'the the the the of of in and and said said that police police people were was square city crowd ministry protests on Monday five seven hurt killed troops came late Almaty fired gas price'.split(
    ' ',
  );

/** Texts with boilerplate, and edits as people make them: words, sentences and paragraphs changed, added, gone, moved. */
export const editedText: fc.Arbitrary<EditedText> = fc.infiniteStream(fc.nat(1_000_000)).map((stream) => {
  const next = (below: number): number => {
    const { value } = stream.next() as { value: number };
    return value % below;
  };
  let ids = 0;
  const piece = (text: string, twin = ids): Piece => ({ id: ids++, text, twin });
  const copy = (of: Sentence): Sentence => of.map(({ text, twin }) => piece(text, twin));
  const word = (): Piece => piece(WORDS[next(WORDS.length)]!);
  const sentence = (): Sentence => [...Array.from({ length: 3 + next(12) }, word), piece('.')];

  const spoken: Sentence[] = [];
  const original: Paragraph[] = Array.from({ length: 2 + next(8) }, () =>
    Array.from({ length: 1 + next(4) }, () => {
      const again = spoken.length > 0 && next(6) === 0 ? spoken[next(spoken.length)]! : null;
      const made = again ? copy(again) : sentence();
      spoken.push(made);
      return made;
    }),
  );
  const before = laidOut(original);
  const passages = Array.from({ length: 6 }, () => {
    const words = before.placed.flatMap((placed, i) => (isWord(placed) ? [i] : []));
    const from = next(words.length);
    const to = Math.min(words.length - 1, from + [0, 1, 3, 6, 10, 18][next(6)]!);
    return { from: words[from]!, to: words[to]! };
  });

  const firstNew = ids;
  const edited = original.map((paragraph) => paragraph.map((each) => [...each]));
  // Where sentences that read the same come and go, one may take the other's place, and nothing has changed. A copy that
  // of what was moved or edited may be what the other was.
  const doublesGo = next(2) === 0;
  for (let edits = 1 + next(6); edits > 0; edits -= 1) edit(edited, next, { word, sentence, doublesGo });
  if (!doublesGo) {
    for (let copies = next(3); copies > 0; copies -= 1) {
      const paragraph = edited[next(edited.length)]!;
      if (paragraph.length > 0)
        paragraph.splice(next(paragraph.length + 1), 0, copy(paragraph[next(paragraph.length)]!));
    }
  }
  const after = laidOut(edited.filter((paragraph) => paragraph.some((each) => each.length > 0)));

  const place = new Map(after.placed.filter(isWord).map(({ piece: { id } }, i) => [id, i]));
  return {
    before: before.text,
    after: after.text,
    firstNew,
    passages: passages.map(({ from, to }) => {
      const own = before.placed.slice(from, to + 1);
      const idsOf = own.filter(isWord).map(({ piece: { id } }) => id);
      const places = idsOf.map((id) => place.get(id));
      return {
        span: { start: own[0]!.span.start, end: own.at(-1)!.span.end },
        ids: idsOf,
        twins: own.map(({ piece: { twin } }) => twin),
        surviving: idsOf.filter((id) => place.has(id)),
        isWhole: places.every((at, i) => at !== undefined && at === places[0]! + i),
      };
    }),
    piecesIn: ({ start, end }) =>
      after.placed
        .filter((placed) => isWord(placed) && placed.span.start < end && placed.span.end > start)
        .map((placed) => placed.piece),
  };
});

interface Makers {
  readonly word: () => Piece;
  readonly sentence: () => Sentence;
  /** Whether sentences that read like others may go. */
  readonly doublesGo: boolean;
}

/**
 * Whether another sentence read the same when they were written. Of two such that are moved nobody can tell which is which.
 */
const isDoubled = (text: readonly Paragraph[], of: Sentence): boolean =>
  text.flat().some((other) => other !== of && other.some(({ twin }) => of.some((own) => own.twin === twin)));

function edit(
  text: Paragraph[],
  next: (below: number) => number,
  { word, sentence, doublesGo }: Makers,
): void {
  const paragraph = text[next(text.length)]!;
  const at = next(Math.max(1, paragraph.length));
  const chosen = paragraph[at];
  if (!chosen) return;
  const within = next(Math.max(1, chosen.length - 1));
  switch (next(9)) {
    case 0:
    case 1: {
      const other = word();
      if (chosen.length > 1 && other.text !== chosen[within]!.text) chosen.splice(within, 1, other);
      return;
    }
    case 2:
      chosen.splice(within, 0, ...Array.from({ length: 1 + next(3) }, word));
      return;
    case 3:
      if (chosen.length > 4) chosen.splice(within, Math.min(1 + next(3), chosen.length - 1 - within));
      return;
    case 4:
      if (doublesGo || !isDoubled(text, chosen)) paragraph.splice(at, 1);
      return;
    case 5:
      paragraph.splice(at, 0, sentence());
      return;
    case 6:
      if (!doublesGo || paragraph.some((each) => isDoubled(text, each))) return;
      text.push(...text.splice(text.indexOf(paragraph), 1));
      return;
    case 7: {
      if (!doublesGo || isDoubled(text, chosen)) return;
      const [moved] = paragraph.splice(at, 1);
      text[next(text.length)]!.push(moved!);
      return;
    }
    default:
      if (paragraph.length > 1) text.splice(text.indexOf(paragraph), 0, paragraph.splice(0, at + 1));
  }
}

interface Placed {
  readonly piece: Piece;
  readonly span: Span;
}

/** A full stop is like any other: which of two it was cannot be told, and does not matter. */
const isWord = ({ piece }: Placed): boolean => piece.text !== '.';

function laidOut(paragraphs: readonly Paragraph[]): { text: string; placed: Placed[] } {
  let text = '';
  const placed: Placed[] = [];
  for (const paragraph of paragraphs) {
    if (text !== '') text += '\n\n';
    let isFirst = true;
    for (const piece of paragraph.flat()) {
      if (!isFirst && piece.text !== '.') text += ' ';
      isFirst = false;
      placed.push({ piece, span: { start: text.length, end: text.length + piece.text.length } });
      text += piece.text;
    }
  }
  return { text, placed };
}
