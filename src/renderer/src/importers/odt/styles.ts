import { childOf, childrenOf, type XmlElement } from '../xml-reader';
import { toHeading, type ParagraphStyle } from '../docx/styles';

/** What a paragraph style says of the structure. */
export interface TextStyle extends Pick<ParagraphStyle, 'role' | 'outline'> {
  /** List style that its paragraphs are numbered by. */
  readonly list: string | undefined;
}

/** The styles of a document that matter for its structure. */
export interface TextStyles {
  paragraph(name: string | undefined): TextStyle;
  /** True for text that is not shown. */
  isHidden(name: string | undefined): boolean;
}

// Programs keep the English names of their own styles in the file.
const ROLES: readonly (readonly [RegExp, ParagraphStyle['role']])[] = [
  [/^title$/iu, 'title'],
  [/^subtitle$/iu, 'dek'],
  [/^(?:quotations?|(?:intense )?quote|block text)$/iu, 'quote'],
];

/**
 * Reads the styles of a text: what they say themselves, or else the style they inherit from. Loops end where they begin
 * again. `roots`: elements that hold styles, the automatic ones of the content first.
 * @see ODF 1.3 part 3, 16.2
 */
export function readStyles(roots: readonly (XmlElement | undefined)[]): TextStyles {
  const byName = new Map<string, XmlElement>();
  const hidden = new Set<string>();
  for (const style of roots.flatMap((root) => childrenOf(root, 'style'))) {
    const name = style.attributes.get('name') ?? '';
    const family = style.attributes.get('family');
    if (family === 'paragraph' && !byName.has(name)) byName.set(name, style);
    if (childOf(style, 'text-properties')?.attributes.get('display') === 'none') hidden.add(name);
  }
  const known = new Map<string, TextStyle>();
  return {
    paragraph(name = '') {
      const style = known.get(name) ?? resolve(name, byName);
      known.set(name, style);
      return style;
    },
    isHidden: (name = '') => hidden.has(name),
  };
}

function resolve(name: string, byName: ReadonlyMap<string, XmlElement>): TextStyle {
  let role: ParagraphStyle['role'] | undefined;
  let outline: string | undefined;
  let list: string | undefined;
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const style = byName.get(at);
    const shown = style?.attributes.get('display-name') ?? at.replace(/_20_/gu, ' ');
    role ??= ROLES.find(([pattern]) => pattern.test(shown))?.[1];
    outline ??= style?.attributes.get('default-outline-level');
    list ??= style?.attributes.get('list-style-name');
    at = style?.attributes.get('parent-style-name');
  }
  const level = Number(outline ?? Number.NaN);
  const isLevel = Number.isInteger(level) && level > 0;
  return { role: role ?? 'plain', outline: toHeading(isLevel ? level - 1 : undefined), list };
}
