import type { Archive } from './archive';

/**
 * Whether what is said of this machine only may be written just now. It is part of no change, so that `commit` bars it not;
 * where it is barred it is left out, and nobody is told.
 */
export async function mayNote({ checked, gate }: Pick<Archive, 'checked' | 'gate'>): Promise<boolean> {
  return (await checked) && gate.barred === null;
}
