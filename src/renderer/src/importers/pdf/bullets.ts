import type { Cell } from './layout';

/** Bullets that stand alone, those of symbol fonts among them, which come as a stop, an `o` or a private character. */
const LONE = /^(?:[•◦▪▫‣●○■□∙·–—*.o-]|[\ue000-\uf8ff])$/u;
const PLAIN = /^[•◦▪▫‣●○■□∙·–—*-]$/u;
/** Shares of the type's size that a bullet stands above or below its line, and before it, at most. */
const SHIFTED = 0.7;
const BEFORE = 4;

/** Joins bullets to the line they stand before, also where their baseline is another one. Cells from top to bottom. */
export function joinBullets(cells: readonly Cell[]): Cell[] {
  if (!cells.some(({ text }) => LONE.test(text))) return [...cells];
  const joined = new Map<Cell, Cell | null>();
  for (const [at, cell] of cells.entries()) {
    if (!LONE.test(cell.text)) continue;
    const line = lineBehind(cells, at);
    if (line === undefined || joined.has(line)) continue;
    const bullet = PLAIN.test(cell.text) ? cell.text : '•';
    joined.set(cell, null);
    joined.set(line, { ...line, text: `${bullet} ${line.text}`, x0: cell.x0 });
  }
  return cells.flatMap((cell) => joined.get(cell) ?? (joined.has(cell) ? [] : [cell]));
}

/** Cells looked at on either side; few stand at almost one height. */
const REACH = 40;

function lineBehind(cells: readonly Cell[], at: number): Cell | undefined {
  const bullet = cells[at]!;
  const near = cells
    .slice(Math.max(0, at - REACH), at + REACH)
    .filter((cell) => cell !== bullet && Math.abs(cell.y - bullet.y) < SHIFTED * cell.size);
  // Beside other text it is a sign of that, or an empty cell of a table.
  if (near.some(({ x0 }) => x0 < bullet.x0)) return undefined;
  return near
    .filter(
      ({ x0, size, text }) => x0 >= bullet.x1 - 1 && x0 - bullet.x1 < BEFORE * size && /\p{L}{2}/u.test(text),
    )
    .sort((a, b) => Math.abs(a.y - bullet.y) - Math.abs(b.y - bullet.y) || a.x0 - b.x0)[0];
}
