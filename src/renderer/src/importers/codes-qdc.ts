import { codeName, type CodeFields } from '$domain/coding/code';
import { readCodeDescription } from '$domain/coding/code-description';
import type { CodeDraft, CodeFile } from '$domain/coding/entry-draft';
import { readCodebookQdc } from './codebook-qdc';

/**
 * Reads the codes of a codebook. A code inside another is a kind of it; one that is not codable is deprecated; a
 * description that `codeDescription` wrote gives its fields back, any other is the definition. A `>` in a name, which
 * stands between the names of a path here, becomes `›`, and a `|`, which separates codes, `¦`. Never throws.
 */
export function parseCodesQdc(text: string): CodeFile {
  return readCodebookQdc<CodeFields>(text, {
    prefix: 'codes',
    nameOf: (raw) => codeName(raw.replaceAll('>', '›').replaceAll('|', '¦')),
    fieldsOf(code, name, report) {
      let fields: CodeDraft['fields'] = code.isCodable === undefined ? {} : { deprecated: !code.isCodable };
      for (const value of readCodeDescription(code.description, name)) {
        if (value.ok) fields = { ...fields, ...value.value };
        else report({ ...value.error, line: code.line, refused: false });
      }
      return fields;
    },
  });
}
