import type { XmlElement } from '../xml-reader';
import { readStyles, type ParagraphStyle } from '../docx/styles';
import { codePageOf, SYMBOL_CHARSET, WESTERN } from './code-pages';

/** A font of the font table. */
interface Font {
  charset: number;
  codePage: number | null;
  name: string;
}

interface Style {
  id: number;
  basedOn?: number;
  outline?: number;
  name: string;
  isParagraph: boolean;
}

/** Styles name each other by this number when they name none. */
const NO_STYLE = 222;

/** What stands before the text of a document: character sets, fonts, styles and properties. */
export class Header {
  codePage = WESTERN;
  defaultFont = 0;
  private readonly fonts = new Map<number, Font>();
  private font: Font | null = null;
  private readonly styles: Style[] = [];
  private resolve: ((id: string | undefined) => ParagraphStyle) | null = null;
  /** Properties by their control word: `title`, `author`. */
  readonly info = new Map<string, string>();

  fontWord(name: string, value: number): void {
    if (name === 'f') {
      this.font = { charset: 0, codePage: null, name: '' };
      this.fonts.set(value, this.font);
    } else if (this.font === null) return;
    else if (name === 'fcharset') this.font.charset = value;
    else if (name === 'cpg') this.font.codePage = value;
  }

  fontText(text: string): void {
    if (this.font !== null) this.font.name += text;
  }

  codePageOf(font: number): number {
    const known = this.fonts.get(font);
    return known?.codePage ?? codePageOf(known?.charset ?? 0) ?? this.codePage;
  }

  isSymbols(font: number): boolean {
    return this.fonts.get(font)?.charset === SYMBOL_CHARSET;
  }

  /** Name in lower case, without what ends it in the table. */
  nameOf(font: number): string {
    return (this.fonts.get(font)?.name ?? '').replace(/;.*$/su, '').trim().toLowerCase();
  }

  openStyle(): void {
    this.styles.push({ id: 0, name: '', isParagraph: true });
    this.resolve = null;
  }

  styleWord(name: string, value: number): void {
    const style = this.styles.at(-1);
    if (style === undefined) return;
    if (name === 's') style.id = value;
    else if (name === 'sbasedon' && value !== NO_STYLE) style.basedOn = value;
    else if (name === 'outlinelevel') style.outline = value;
    else if (name === 'cs' || name === 'ts' || name === 'ds') style.isParagraph = false;
  }

  styleText(text: string): void {
    const style = this.styles.at(-1);
    if (style !== undefined) style.name += text;
  }

  style(id: number): ParagraphStyle {
    this.resolve ??= readStyles(element('styles', {}, this.styles.filter(isParagraph).map(styleElement)));
    return this.resolve(String(id));
  }
}

const isParagraph = (style: Style): boolean => style.isParagraph;

/** The style as Word's other format writes it, so that both are understood alike. */
function styleElement({ id, name, basedOn, outline }: Style): XmlElement {
  const value = (of: string, val: string | number): XmlElement => element(of, { val: String(val) });
  return element('style', { styleId: String(id) }, [
    // Further names follow behind commas.
    value('name', name.replace(/[,;].*$/su, '').trim()),
    ...(basedOn === undefined ? [] : [value('basedOn', basedOn)]),
    ...(outline === undefined ? [] : [element('pPr', {}, [value('outlineLvl', outline)])]),
  ]);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly XmlElement[] = [],
): XmlElement {
  return {
    name,
    attributes: new Map(Object.entries(attributes)),
    content: children,
    children,
    text: '',
    line: 1,
  };
}
