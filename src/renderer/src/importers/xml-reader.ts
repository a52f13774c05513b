import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { fail, ok, type Failure, type Result } from '$domain/result';

/** An element of an XML document. Names are local: prefixes are taken off, namespaces are not looked at. */
export interface XmlElement {
  readonly name: string;
  /** By local name; of two with the same one, such as `w:id` and `r:id`, the first. Declarations of namespaces are none. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements and text in their order, CDATA included; no two texts follow each other. */
  readonly content: readonly (XmlElement | string)[];
  /** The elements of `content`. */
  readonly children: readonly XmlElement[];
  /** The text directly in it. */
  readonly text: string;
  /** Line of its start tag, from 1. */
  readonly line: number;
}

/** Deepest nesting and most elements that are read. */
const MAX_DEPTH = 200;
const MAX_ELEMENTS = 500_000;
/** Most elements of a document; a run of words in a DOCX takes three. */
export const MAX_DOCUMENT_ELEMENTS = 3_000_000;

/**
 * Reads a whole XML 1.0 document. Written for files from elsewhere: a document type is refused, so nothing can be
 * declared, fetched or expanded. DOMParser is no choice: Trusted Types forbid it, and a worker has none.
 * Fails with `xml/doctype` for a document type, `xml/too-deep` or `xml/too-large` beyond the bounds, and `xml/malformed`,
 * which says the line, for what is not well formed.
 * @see https://www.w3.org/TR/xml/
 */
export function readXml(source: string, maxElements = MAX_ELEMENTS): Result<XmlElement> {
  try {
    return ok(new Reader(maxElements).read(source));
  } catch (error) {
    if (error instanceof XmlError) return fail(error.failure);
    throw error;
  }
}

/**
 * Reads a part of a document from its bytes: in UTF-8, or as its byte order mark or declaration says. Beside the codes
 * of {@link readXml} it fails with `xml/encoding`.
 * @see https://www.w3.org/TR/xml/#sec-guessing
 */
export function readXmlBytes(bytes: Uint8Array): Result<XmlElement> {
  const label = encodingOf(bytes);
  try {
    return readXml(new TextDecoder(label).decode(bytes), MAX_DOCUMENT_ELEMENTS);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail({
      code: 'xml/encoding',
      message: `A part of the file is in an unknown encoding, “${label}”.`,
    });
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^(?:ï»¿)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/u.exec(head)?.[1] ?? 'utf-8';
  // Whoever can read the declaration as single bytes is not looking at UTF-16.
  return /^utf-?16/iu.test(declared) ? 'utf-8' : declared;
}

class XmlError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

class Element implements XmlElement {
  readonly content: (Element | string)[] = [];

  constructor(
    readonly name: string,
    readonly attributes: ReadonlyMap<string, string>,
    readonly line: number,
  ) {}

  get children(): Element[] {
    return this.content.filter((part) => typeof part !== 'string');
  }

  get text(): string {
    return this.content.filter((part) => typeof part === 'string').join('');
  }

  append(text: string): void {
    const last = this.content.length - 1;
    const before = this.content[last];
    if (typeof before === 'string') this.content[last] = before + text;
    else this.content.push(text);
  }
}

class Reader {
  private elements = 0;
  private line = 1;
  private root: Element | null = null;
  private readonly open: Element[] = [];
  private readonly parser = new SaxesParser();

  constructor(private readonly maxElements: number) {}

  read(source: string): Element {
    const { parser } = this;
    parser.on('error', (error) => {
      throw this.refusal(error.message);
    });
    parser.on('doctype', () => {
      throw this.refusal('doctype');
    });
    parser.on('opentagstart', () => (this.line = parser.line));
    parser.on('opentag', (tag) => this.startTag(tag));
    parser.on('closetag', () => void this.open.pop());
    parser.on('text', (text) => this.open.at(-1)?.append(text));
    parser.on('cdata', (text) => this.open.at(-1)?.append(text));
    parser.write(source).close();
    if (this.root === null) throw this.refusal('there is no element');
    return this.root;
  }

  private startTag({ name, attributes }: SaxesTagPlain): void {
    if (this.open.length >= MAX_DEPTH) {
      const message = `Elements lie deeper within each other than ${MAX_DEPTH}.`;
      throw new XmlError({ code: 'xml/too-deep', message });
    }
    if ((this.elements += 1) > this.maxElements) {
      const message = `The file has more than ${this.maxElements} elements.`;
      throw new XmlError({ code: 'xml/too-large', message });
    }
    const element = new Element(localName(name), localAttributes(attributes), this.line);
    this.open.at(-1)?.content.push(element);
    this.root ??= element;
    this.open.push(element);
  }

  private refusal(reason: string): XmlError {
    if (/doctype/iu.test(reason)) {
      const message = 'The file declares a document type, which can name other files and is not read.';
      return new XmlError({ code: 'xml/doctype', message });
    }
    // The parser begins some of its messages with the position.
    const said = reason.replace(/^\d+:\d+:\s*/u, '').replace(/\.$/u, '');
    return new XmlError({
      code: 'xml/malformed',
      message: `The file is no well-formed XML: ${said} (line ${this.parser.line}).`,
    });
  }
}

function localAttributes(given: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  let local: Map<string, string> | null = null;
  for (const [name, value] of Object.entries(given)) {
    if (/^xmlns(?::|$)/u.test(name)) continue;
    local ??= new Map();
    const short = localName(name);
    if (!local.has(short)) local.set(short, value);
  }
  return local ?? NO_ATTRIBUTES;
}

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.content.find((part): part is XmlElement => typeof part !== 'string' && part.name === name);
}

/** The children of that name, or all of them. */
export function childrenOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter((child) => name === undefined || child.name === name);
}

/** All the text in an element, also that of elements within. */
export function allText(element: XmlElement): string {
  return element.content.map((part) => (typeof part === 'string' ? part : allText(part))).join('');
}

/** Elements of that name anywhere within, in their order. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
  for (const part of element.content) {
    if (typeof part === 'string') continue;
    if (part.name === name) yield part;
    yield* descendants(part, name);
  }
}
