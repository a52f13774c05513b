/** Elements that HTML itself leaves without an end. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/iu;
const SELF_CLOSING = /<([a-z][\w:-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/>/giu;
const DOCTYPE = /<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>/iu;
/** Signs at the beginning of a document in which it may declare its type. */
const HEAD = 20_000;

/**
 * A document of a book as a parser of web pages reads it: an element that is closed at once, such as `<a id="n1"/>`, gets
 * an end, text in CDATA stands as it is, and what is declared in a document type is taken off and never expanded.
 */
export function asHtml(source: string): string {
  const head = source.slice(0, HEAD).replace(DOCTYPE, ' ');
  return withoutCdata(head + source.slice(HEAD)).replace(
    SELF_CLOSING,
    (tag, name: string, attributes: string) => (VOID.test(name) ? tag : `<${name}${attributes}></${name}>`),
  );
}

const OPEN = '<![CDATA[';
const CLOSE = ']]>';

function withoutCdata(source: string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const open = source.indexOf(OPEN, from);
    const close = open === -1 ? -1 : source.indexOf(CLOSE, open);
    if (close === -1) return result + source.slice(from);
    const text = source.slice(open + OPEN.length, close);
    result += source.slice(from, open) + text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');
    from = close + CLOSE.length;
  }
}
