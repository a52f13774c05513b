/** Strings as bytes: all of them in UTF-8, and where each begins, the end of the last included. */
export interface StringBytes {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

export function stringBytes(strings: readonly string[]): StringBytes {
  const encoder = new TextEncoder();
  const starts = new Uint32Array(strings.length + 1);
  const parts = strings.map((text, i) => {
    const part = encoder.encode(text);
    starts[i + 1] = starts[i]! + part.length;
    return part;
  });
  const bytes = new Uint8Array(starts[strings.length]!);
  parts.forEach((part, i) => {
    bytes.set(part, starts[i]);
  });
  return { bytes, starts };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Fewer bytes are taken one by one where all are ASCII: a decoder takes longer to begin. */
const FEW = 48;

export function textOf(bytes: Uint8Array): string {
  if (bytes.length > FEW) return decoder.decode(bytes);
  for (let i = 0; i < bytes.length; i += 1) if (bytes[i]! > 127) return decoder.decode(bytes);
  return String.fromCharCode.apply(null, bytes as never);
}
