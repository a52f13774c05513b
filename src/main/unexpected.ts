/**
 * Writes an unexpected fault to standard error: its kind and where it happened. The message is left out, because it
 * may quote a document, and folders are left out of the frames.
 */
export function reportUnexpected(where: string, error: unknown): void {
  process.stderr.write(`commonplace: unexpected fault in ${where}: ${describeFault(error)}\n`);
}

/** The text of {@link reportUnexpected}, one line per frame. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.replace(/(?:[a-z]+:\/\/)?[^\s()]*[\\/]/g, ''));
  return [error.name, ...frames].join('\n');
}
