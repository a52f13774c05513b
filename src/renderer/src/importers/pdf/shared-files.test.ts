import { describe, expect, it } from 'vitest';
import { checkCanonical } from '$domain/text/canonical';
import { pdfImporter } from './pdf-importer';

const shared = import.meta.glob<string>('../../../../../../shared/data/files/pdf/*.pdf', {
  query: '?inline',
  import: 'default',
  eager: true,
});
const files = Object.entries(shared);
/** Milliseconds. */
const ALLOWED = 10_000;

const bytesOf = (url: string): Uint8Array =>
  Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (char) => char.charCodeAt(0));

describe.skipIf(files.length === 0)('PDF files of other programs (skipped when absent)', () => {
  it.each(files)('%s is imported or refused with a reason', async (path, url) => {
    const started = performance.now();
    for await (const { result } of pdfImporter.read({ name: path, bytes: bytesOf(url) }, {})) {
      if (result.ok) expect(checkCanonical(result.value)).toEqual([]);
      else expect(result.error.code).toMatch(/^import\/(?!failed)/u);
    }
    expect(performance.now() - started).toBeLessThan(ALLOWED);
  });
});
