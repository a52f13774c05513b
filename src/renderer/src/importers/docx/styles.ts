import type { HeadingLevel } from '$domain/report/report';
import { childOf, childrenOf, type XmlElement } from '../xml-reader';

/** Where a paragraph stands in a list. */
export interface ListPlace {
  /** Absent where only the level is said. */
  readonly numId?: string;
  /** From 0. */
  readonly level?: number;
}

/** What a paragraph style says of the structure, its ancestors included. */
export interface ParagraphStyle {
  readonly role: 'title' | 'dek' | 'quote' | 'plain';
  /** Null for body text. */
  readonly outline: HeadingLevel | null;
  readonly list: ListPlace;
}

const PLAIN: ParagraphStyle = { role: 'plain', outline: null, list: {} };

// Word keeps English names in the file, whatever it shows; other programs write the names of their language.
const TITLE = /^(?:title|titel|titre|título|titolo|название|назва|тақырып)$/iu;
const SUBTITLE = /^(?:subtitle|untertitel|sous-titre|subtítulo|sottotitolo|подзаголовок|підзаголовок)$/iu;
const QUOTE =
  /^(?:(?:intense )?quote|quotations?|block text|(?:intensives )?zitat|citation(?: intense)?|cita(?: destacada)?|(?:выделенная )?цитата)(?:\s*\d)?$/iu;
const HEADING =
  /^(?:heading|überschrift|titre|título|titolo|заголовок|тақырып|rubrik|kop|nagłówek|başlık|标题|見出し)\s*([1-9])$/iu;

/** Outline level of body text, from 0. */
const BODY_LEVEL = 9;

/**
 * Reads the paragraph styles of a document: what they say themselves, or else the style they are based on. Loops of
 * styles based on each other end where they begin again.
 * @see ECMA-376-1 17.7
 */
export function readStyles(root: XmlElement | undefined): (id: string | undefined) => ParagraphStyle {
  const byId = new Map<string, XmlElement>();
  let standard: string | undefined;
  for (const style of childrenOf(root, 'style')) {
    const id = style.attributes.get('styleId');
    if (id === undefined || (style.attributes.get('type') ?? 'paragraph') !== 'paragraph') continue;
    byId.set(id, style);
    if (isOn(style.attributes.get('default'))) standard ??= id;
  }
  const known = new Map<string, ParagraphStyle>();
  return (id = standard) => {
    if (id === undefined) return PLAIN;
    const style = known.get(id) ?? resolve(id, byId);
    known.set(id, style);
    return style;
  };
}

function resolve(id: string, byId: ReadonlyMap<string, XmlElement>): ParagraphStyle {
  let role: ParagraphStyle['role'] | undefined;
  let outline: number | undefined;
  let list: ListPlace = {};
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const style = byId.get(at);
    // A document may name styles that it does not hold.
    const name = valueOf(style, 'name') ?? at;
    const properties = childOf(style, 'pPr');
    role ??= roleOf(name);
    outline ??= outlineOf(properties) ?? headingLevel(name);
    list = { ...listPlace(properties), ...list };
    at = valueOf(style, 'basedOn');
  }
  return { role: role ?? 'plain', outline: toHeading(outline), list };
}

function roleOf(name: string): ParagraphStyle['role'] | undefined {
  if (TITLE.test(name)) return 'title';
  if (SUBTITLE.test(name)) return 'dek';
  return QUOTE.test(name) ? 'quote' : undefined;
}

function headingLevel(name: string): number | undefined {
  const level = HEADING.exec(name)?.[1];
  return level === undefined ? undefined : Number(level) - 1;
}

/** Outline level from 0 that paragraph properties state; undefined when they do not. */
export function outlineOf(properties: XmlElement | undefined): number | undefined {
  const level = Number(valueOf(properties, 'outlineLvl') ?? Number.NaN);
  return Number.isInteger(level) && level >= 0 && level <= BODY_LEVEL ? level : undefined;
}

/** An outline level from 0 as a heading's; null for body text. */
export function toHeading(outline: number | undefined): HeadingLevel | null {
  return outline === undefined || outline >= BODY_LEVEL ? null : (Math.min(outline + 1, 6) as HeadingLevel);
}

/** The place in a list that paragraph properties state. */
export function listPlace(properties: XmlElement | undefined): ListPlace {
  const numbering = childOf(properties, 'numPr');
  const numId = valueOf(numbering, 'numId');
  const level = valueOf(numbering, 'ilvl');
  return {
    ...(numId === undefined ? {} : { numId }),
    ...(level === undefined ? {} : { level: Number(level) }),
  };
}

/** `w:val` of a child element. */
export function valueOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.attributes.get('val');
}

/** True for an on/off attribute that is on. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(?:0|false|off|none)$/iu.test(value);
}

/** True for a property that is there and not switched off, such as `w:vanish`. */
export function hasProperty(properties: XmlElement | undefined, name: string): boolean {
  const property = childOf(properties, name);
  return property !== undefined && isOn(property.attributes.get('val') ?? 'true');
}
