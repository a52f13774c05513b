import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../text/offsets';
import { reanchor, type Reanchored } from './reanchor';
import { editedText, type EditedPassage, type EditedText } from './testing/edited-texts';

/** The span that `[` and `]` stand around, and the text without them. */
function marked(source: string): { text: string; span: Span } {
  const start = source.indexOf('[');
  const end = source.indexOf(']') - 1;
  return { text: source.replace(/[[\]]/gu, ''), span: { start, end } };
}

/** What becomes of the passage in brackets: its kind, and its words between bars in the new text. */
function becomes(before: string, after: string): string {
  const { text, span } = marked(before);
  const [result] = reanchor(text, after, [span]);
  if (result!.kind === 'lost') return 'lost';
  return `${result!.kind}: ${after.slice(result!.span.start, result!.span.end)}`;
}

describe('reanchor', () => {
  test.each([
    [
      'nothing changed',
      'Crowds came. [The ministry said five people were hurt.] More will follow.',
      'Crowds came. The ministry said five people were hurt. More will follow.',
      'kept: The ministry said five people were hurt.',
    ],
    [
      'words before it',
      'Crowds came. [The ministry said five people were hurt.] More will follow.',
      'Large crowds came on Tuesday. The ministry said five people were hurt. More will follow.',
      'kept: The ministry said five people were hurt.',
    ],
    [
      'the sentence after it is gone, and with it a full stop like its own',
      'Crowds came. [The ministry said five people were hurt.] More will follow.',
      'Crowds came. The ministry said five people were hurt.',
      'kept: The ministry said five people were hurt.',
    ],
    [
      'the paragraph joined to the next',
      'Crowds came.\n\n[The ministry said\n\nfive people were hurt.] More.',
      'Crowds came. The ministry said five people were hurt. More.',
      'kept: The ministry said five people were hurt.',
    ],
    [
      'part of a word',
      'The govern[ment] of the city answered at once.',
      'On Monday the govern of the government of the city answered at once.',
      'kept: ment',
    ],
    [
      'a figure corrected',
      'Crowds came. [The ministry said five people were hurt.] More will follow.',
      'Crowds came. The ministry said seven people were hurt. More will follow.',
      'changed: The ministry said seven people were hurt.',
    ],
    [
      'its first word changed',
      'On Monday crowds came and [five people were hurt] in the square.',
      'On Monday crowds came and seven people were hurt in the square.',
      'changed: seven people were hurt',
    ],
    [
      'its last word changed',
      'On Monday crowds came and [five people were hurt] in the square near it.',
      'On Monday crowds came and five people were killed in the square near it.',
      'changed: five people were killed',
    ],
    [
      'its paragraph elsewhere',
      'One two three.\n\n[The ministry said five people were hurt.]\n\nFour five six seven eight nine ten eleven.',
      'One two three.\n\nFour five six seven eight nine ten eleven.\n\nThe ministry said five people were hurt.',
      'moved: The ministry said five people were hurt.',
    ],
    [
      'a long part of it goes elsewhere',
      '[The ministry said five people were hurt.] A b c d e f g h. I j k l m n o p q r s t.',
      'I j k l m n o p q r s t. A b c d e f g h. The ministry said five people were hurt.',
      'moved: The ministry said five people were hurt.',
    ],
    [
      'gone',
      'Crowds came. [Police fired on them.] Later it rained.',
      'Crowds came. Later it rained.',
      'lost',
    ],
    [
      'another sentence in its place',
      'Crowds came at noon. [Police fired on them.] Later it rained.',
      'Crowds came at noon. Nobody knows who shot. Later it rained.',
      'lost',
    ],
    [
      'one of two alike is gone',
      'So it was. [He denied it.] He denied it. So it is.',
      'So it was. He denied it. So it is.',
      'lost',
    ],
    [
      'a word that is there by chance in what took the place of all',
      'Crowds came. The [police] fired on them all day.',
      'Nothing was heard of it again, as police sources say.',
      'lost',
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(becomes(before, after)).toBe(expected);
  });
});

describe('over edits whose truth is known', () => {
  /** What is wrong with a place, by the words that are known to have come from the passage. */
  function fault(edited: EditedText, passage: EditedPassage, result: Reanchored): string | null {
    if (result.kind === 'lost') return null;
    const pieces = edited.piecesIn(result.span);
    const own = new Set(passage.ids);
    const surviving = new Set(passage.surviving);
    if (surviving.size === 0) {
      // A sentence that was cut out and put in again is the same sentence.
      return pieces.every(({ twin }) => passage.twins.includes(twin)) ? null : 'its words are gone';
    }
    if (result.kind !== 'changed') {
      // Where it is not whole any more, it may still read as it did, with words that came to stand beside its own.
      const isTrue = passage.isWhole
        ? pieces.every(({ id }, i) => id === passage.ids[i])
        : pieces.some(({ id }) => own.has(id));
      return isTrue ? null : 'other words that read the same';
    }
    // Half a passage that was torn apart is told as changed, for a person to look at.
    const covered = pieces.filter(({ id }) => surviving.has(id)).length;
    if (covered < passage.ids.length / 2) return 'words of it are left out';
    // What was moved into it stands between its own words.
    const known = pieces.filter(({ id }) => id < edited.firstNew);
    return own.has(known[0]!.id) && own.has(known.at(-1)!.id)
      ? null
      : 'it begins or ends with words of others';
  }

  test('no passage is ever put on other words, and most that are whole are found', () => {
    const counts = { kept: 0, moved: 0, changed: 0, lost: 0 };
    const whole = { found: 0, all: 0 };
    fc.assert(
      fc.property(editedText, (edited) => {
        const results = reanchor(
          edited.before,
          edited.after,
          edited.passages.map(({ span }) => span),
        );
        results.forEach((result, i) => {
          const passage = edited.passages[i]!;
          expect(fault(edited, passage, result)).toBeNull();
          counts[result.kind] += 1;
          if (!passage.isWhole) return;
          whole.all += 1;
          if (result.kind !== 'lost') whole.found += 1;
        });
      }),
      { seed: 20220105, numRuns: 3000 },
    );
    // The sentences are alike and made of forty words; of running text it is nearly all.
    expect(whole.found / whole.all).toBeGreaterThan(0.85);
    for (const kind of ['kept', 'moved', 'changed', 'lost'] as const)
      expect(counts[kind]).toBeGreaterThan(100);
  });
});
