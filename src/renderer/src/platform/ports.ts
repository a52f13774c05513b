import type { IsoInstant, Ports, Sha256 } from '$domain/ids';

/** The real clock and real ids. */
export const systemPorts: Ports = {
  now: () => new Date().toISOString() as IsoInstant,
  newId: () => crypto.randomUUID(),
};

/** SHA-256 of bytes, or of a text's UTF-8 bytes, in lower-case hexadecimal. */
export async function sha256(data: Uint8Array | string): Promise<Sha256> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('') as Sha256;
}
