const SPACES = ['office', 'style', 'text', 'table', 'draw', 'meta', 'dc', 'xlink', 'svg']
  .map((prefix) => `xmlns:${prefix}="urn:${prefix}"`)
  .join(' ');
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

/** The contents of the elements of a document that matter; those that are absent are empty. */
export interface OdtParts {
  readonly text: string;
  readonly automatic?: string;
  readonly styles?: string;
  readonly masters?: string;
  readonly meta?: string;
  readonly manifest?: string;
}

/** The files of an ODT, by their path. */
export function odtFiles(parts: OdtParts): Record<string, string> {
  return {
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `${HEAD}<office:document-content ${SPACES}><office:automatic-styles>${parts.automatic ?? ''}</office:automatic-styles><office:body><office:text>${parts.text}</office:text></office:body></office:document-content>`,
    'styles.xml': `${HEAD}<office:document-styles ${SPACES}><office:styles>${parts.styles ?? ''}</office:styles><office:master-styles>${parts.masters ?? ''}</office:master-styles></office:document-styles>`,
    'meta.xml': `${HEAD}<office:document-meta ${SPACES}><office:meta>${parts.meta ?? ''}</office:meta></office:document-meta>`,
    'META-INF/manifest.xml': `${HEAD}<!DOCTYPE m PUBLIC "m" "m.dtd"><m>${parts.manifest ?? ''}</m>`,
  };
}

export const p = (inside: string, style = 'Standard'): string =>
  `<text:p text:style-name="${style}">${inside}</text:p>`;
export const h = (level: number, inside: string): string =>
  `<text:h text:outline-level="${level}">${inside}</text:h>`;
export const list = (style: string, items: readonly string[], more = ''): string =>
  `<text:list${style === '' ? '' : ` text:style-name="${style}"`}${more}>${items
    .map((inside) => `<text:list-item>${inside}</text:list-item>`)
    .join('')}</text:list>`;

export const STYLES = `
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Subtitle" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:default-outline-level="2"/>
<style:style style:name="LoopA" style:family="paragraph" style:parent-style-name="LoopB"/>
<style:style style:name="LoopB" style:family="paragraph" style:parent-style-name="LoopA"/>`;

export const AUTOMATIC = `
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="I" text:display-levels="3"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>`;
