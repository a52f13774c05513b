import { fail, ok, type Result } from '$domain/result';

/** An element of an XML document. Names are local: prefixes are taken off, namespaces are not looked at. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly in it, CDATA included. */
  readonly text: string;
  /** Line of its start tag, from 1. */
  readonly line: number;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
  readonly tag: string;
}

/** Deepest nesting and most elements that are read. */
const MAX_DEPTH = 200;
const MAX_ELEMENTS = 500_000;

const NAME = String.raw`[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*`;
const START = new RegExp(`<(${NAME})`, 'uy');
const END = new RegExp(String.raw`</(${NAME})\s*>`, 'uy');
const ATTRIBUTE = new RegExp(String.raw`\s+(${NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'uy');

/**
 * Reads a whole XML 1.0 document of elements, attributes, text, CDATA, comments and processing instructions. Written for
 * files from elsewhere: there is no document type, so nothing can be declared, fetched or expanded. DOMParser is no
 * choice: Trusted Types forbid it, and a worker has none.
 * Fails with `xml/doctype` for a document type, `xml/too-deep` or `xml/too-large` beyond the bounds, and `xml/malformed`,
 * which says the line, for what is not well formed.
 * @see https://www.w3.org/TR/xml/
 */
export function readXml(source: string): Result<XmlElement> {
  try {
    return ok(new Reader(source.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n')).read());
  } catch (error) {
    if (error instanceof XmlError) return fail({ code: error.code, message: error.message });
    throw error;
  }
}

class XmlError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

class Reader {
  private at = 0;
  private line = 1;
  private elements = 0;
  private root: XmlElement | null = null;
  private readonly open: OpenElement[] = [];

  constructor(private readonly source: string) {}

  read(): XmlElement {
    while (this.at < this.source.length) {
      if (this.source[this.at] === '<') this.markup();
      else this.characters();
    }
    const unclosed = this.open.at(-1);
    if (unclosed) throw this.malformed(`“${unclosed.tag}” is not closed`);
    if (this.root === null) throw this.malformed('there is no element');
    return this.root;
  }

  private markup(): void {
    const { source, at } = this;
    if (source.startsWith('<!--', at)) this.skipTo('-->');
    else if (source.startsWith('<?', at)) this.skipTo('?>');
    else if (source.startsWith('<![CDATA[', at)) this.cdata();
    else if (source.startsWith('<!', at)) {
      throw new XmlError(
        'xml/doctype',
        'The file declares a document type, which can name other files and is not read.',
      );
    } else if (source.startsWith('</', at)) this.endTag();
    else this.startTag();
  }

  private skipTo(end: string): string {
    const from = this.at;
    const found = this.source.indexOf(end, from);
    if (found === -1) throw this.malformed(`“${end}” is missing`);
    this.advance(found + end.length);
    return this.source.slice(from, found);
  }

  private cdata(): void {
    const text = this.skipTo(']]>').slice('<![CDATA['.length);
    this.append(text);
  }

  private characters(): void {
    const found = this.source.indexOf('<', this.at);
    const end = found === -1 ? this.source.length : found;
    const raw = this.source.slice(this.at, end);
    this.append(this.decode(raw));
    this.advance(end);
  }

  private append(text: string): void {
    const element = this.open.at(-1);
    if (element) element.text += text;
    else if (text.trim() !== '') throw this.malformed('there is text outside the root element');
  }

  private startTag(): void {
    START.lastIndex = this.at;
    const tag = START.exec(this.source)?.[1];
    if (tag === undefined) throw this.malformed('a tag cannot be read');
    if (this.open.length === 0 && this.root !== null) throw this.malformed('there is a second root element');
    if (this.open.length >= MAX_DEPTH) {
      throw new XmlError('xml/too-deep', `Elements lie deeper within each other than ${MAX_DEPTH}.`);
    }
    if ((this.elements += 1) > MAX_ELEMENTS) {
      throw new XmlError('xml/too-large', `The file has more than ${MAX_ELEMENTS} elements.`);
    }
    const end = this.tagEnd(START.lastIndex);
    const inside = this.source.slice(START.lastIndex, end);
    const closed = inside.endsWith('/');
    const element: OpenElement = {
      tag,
      name: localName(tag),
      attributes: this.attributes((closed ? inside.slice(0, -1) : inside).trimEnd()),
      children: [],
      text: '',
      line: this.line,
    };
    this.open.at(-1)?.children.push(element);
    this.root ??= element;
    if (!closed) this.open.push(element);
    this.advance(end + 1);
  }

  /** Where the `>` of a tag stands, which no quotation marks enclose. */
  private tagEnd(from: number): number {
    let quote = '';
    for (let i = from; i < this.source.length; i += 1) {
      const char = this.source[i]!;
      if (char === '<') break;
      if (quote === '' && char === '>') return i;
      if (char === quote) quote = '';
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
    }
    throw this.malformed('a tag is not closed');
  }

  private attributes(source: string): Map<string, string> {
    const attributes = new Map<string, string>();
    let at = 0;
    while (at < source.length) {
      ATTRIBUTE.lastIndex = at;
      const attribute = ATTRIBUTE.exec(source);
      if (attribute === null) throw this.malformed('an attribute cannot be read');
      const name = localName(attribute[1]!);
      const value = (attribute[2] ?? attribute[3]!).replace(/[\t\n]/gu, ' ');
      if (!attribute[1]!.startsWith('xmlns')) {
        if (attributes.has(name)) throw this.malformed(`“${name}” is given twice`);
        attributes.set(name, this.decode(value));
      }
      at = ATTRIBUTE.lastIndex;
    }
    return attributes;
  }

  private endTag(): void {
    END.lastIndex = this.at;
    const tag = END.exec(this.source);
    const element = this.open.pop();
    if (tag === null || element?.tag !== tag[1]) throw this.malformed('an end tag does not fit');
    this.advance(END.lastIndex);
  }

  private decode(raw: string): string {
    if (!raw.includes('&')) return raw;
    return raw.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));|&/giu, (whole, decimal, hex, name) => {
      if (name !== undefined) {
        const char = ENTITIES.get(String(name));
        if (char !== undefined) return char;
      }
      const code =
        decimal === undefined ? Number.parseInt(String(hex), 16) : Number.parseInt(String(decimal), 10);
      if (Number.isNaN(code) || !isXmlChar(code)) throw this.malformed(`“${whole}” stands for nothing`);
      return String.fromCodePoint(code);
    });
  }

  private advance(to: number): void {
    for (let i = this.at; i < to; i += 1) if (this.source[i] === '\n') this.line += 1;
    this.at = to;
  }

  private malformed(reason: string): XmlError {
    return new XmlError('xml/malformed', `The file is no well-formed XML: ${reason} (line ${this.line}).`);
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

function isXmlChar(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
