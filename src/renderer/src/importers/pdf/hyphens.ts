/** Words of a document, as they stand within its lines, in small letters. */
export type Vocabulary = ReadonlySet<string>;

const WORD = /[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/gu;

/** Gathers the words of lines; those divided at a line's end or begun there are left out. */
export function gatherWords(lines: Iterable<string>): Vocabulary {
  const words = new Set<string>();
  let divided = false;
  for (const line of lines) {
    const end = line.length - (/[-‐\u00ad]\s*$/u.test(line) ? 1 : 0);
    for (const match of line.matchAll(WORD)) {
      if (match.index === 0 && divided) continue;
      if (end < line.length && match.index + match[0].length >= end) continue;
      words.add(match[0].toLowerCase().replace(/‐/gu, '-'));
    }
    divided = end < line.length;
  }
  return words;
}

/** Letters that both parts of a compound have, if they occur as words of their own. */
const MIN_PART = 4;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}。、，：；！？「」『』（）《》]/u;

/** Joins two lines of one paragraph, with a word that a hyphen divides at the end of the first. */
export function joinLines(above: string, below: string, words: Vocabulary): string {
  if (above === '' || below === '') return above + below;
  if (/\u00ad\s*$/u.test(above)) return above.replace(/\u00ad\s*$/u, '') + below;
  const first = /([\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*)[-‐]$/u.exec(above)?.[1];
  const second = /^[\p{L}\p{M}]+/u.exec(below)?.[0];
  if (first !== undefined && second !== undefined) {
    return (keepsHyphen(first, second, words) ? above : above.slice(0, -1)) + below;
  }
  if (/[\p{L}\p{N}][-‐]$/u.test(above) && /^[\p{L}\p{N}]/u.test(below)) return above + below;
  return UNSPACED.test(above.slice(-1)) && UNSPACED.test(below.slice(0, 1))
    ? above + below
    : `${above} ${below}`;
}

function keepsHyphen(first: string, second: string, words: Vocabulary): boolean {
  const [a, b] = [first.toLowerCase().replace(/‐/gu, '-'), second.toLowerCase()];
  if (words.has(a + b)) return false;
  if (words.has(`${a}-${b}`) || !/^\p{Ll}/u.test(second)) return true;
  if (a.includes('-')) return true;
  return a.length >= MIN_PART && b.length >= MIN_PART && words.has(a) && words.has(b);
}
