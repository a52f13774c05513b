import type { Code } from '$domain/coding/code';
import { codeDescription } from '$domain/coding/code-description';
import { writeCodebookQdc } from './codebook-qdc';
import type { ExportOutcome } from './exporter';

/** Writes codes as a codebook by {@link writeCodebookQdc}: each inside what it is a kind of, deprecated ones not codable. */
export function exportCodesQdc(codes: readonly Code[]): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  return writeCodebookQdc(
    codes.map((code) => ({
      id: code.id,
      name: code.name,
      parentId: code.parentId,
      isCodable: !code.deprecated,
      description: codeDescription(code),
    })),
  );
}
