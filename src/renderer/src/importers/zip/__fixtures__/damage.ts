import fc from 'fast-check';

/** Edits of an XML part that leave most of it standing: pieces are cut out, doubled or put elsewhere. */
export function damagedXml(source: string): fc.Arbitrary<string> {
  const pieces = source.match(/<[^>]*>|[^<]+/gu) ?? [];
  const at = fc.nat(pieces.length - 1);
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at, other: at }),
    fc.record({ kind: fc.constant('double' as const), at, other: at }),
    fc.record({ kind: fc.constant('move' as const), at, other: at }),
    fc.record({ kind: fc.constant('text' as const), at, other: at }),
    fc.record({ kind: fc.constant('number' as const), at, other: at }),
  );
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) => {
    const all = [...pieces];
    for (const { kind, at: i, other } of edits) {
      const piece = all[i] ?? '';
      if (kind === 'cut') all[i] = '';
      else if (kind === 'double') all[i] = piece + piece;
      else if (kind === 'move') {
        all[i] = '';
        all[other] = (all[other] ?? '') + piece;
      } else if (kind === 'text') all[i] = `${piece}[1] \u0645 *${other}`;
      else all[i] = piece.replace(/"\d+"/gu, `"-${other}9999999999"`);
    }
    return all.join('');
  });
}

/** Bytes with a few of them changed. */
export function damagedBytes(sound: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc
    .array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 })
    .map((changes) => {
      const bytes = sound.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    });
}
