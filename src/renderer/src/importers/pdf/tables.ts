import { rowText } from '../rich';
import type { Cell, Line } from './layout';

/** Columns that a table has at least; two are as often a label and its value. */
const MIN_CELLS = 3;
const MIN_ROWS = 3;
/** PDF points. */
const ALIGNED = 3;

/** A line of a table, and lines below it that go on in one of its cells. */
interface Row {
  readonly line: Line;
  readonly more: readonly Line[];
}

/** The rows of tables among lines: the text of each, by the line; empty for a line whose text is in the row above. */
export function findTableRows(lines: readonly Line[]): Map<Line, string> {
  const texts = new Map<Line, string>();
  let run: Row[] = [];
  let below: Line[] = [];
  const attach = (): void => {
    const last = run.at(-1);
    if (last !== undefined) run[run.length - 1] = { ...last, more: below };
    below = [];
  };
  const finish = (): void => {
    // Below the last row may stand a paragraph, unless other rows go on in that place as well.
    if (run.some(({ more }) => more.length > 0) && below.every(({ x0 }) => x0 > run[0]!.line.x0 + ALIGNED))
      attach();
    if (run.length >= MIN_ROWS) {
      for (const [i, text] of toTexts(run.map(withMore)).entries()) {
        texts.set(run[i]!.line, text);
        for (const line of run[i]!.more) texts.set(line, '');
      }
    }
    [run, below] = [[], []];
  };
  for (const line of lines) {
    const last = run.at(-1)?.line;
    if (line.cells.length < MIN_CELLS) {
      const above = below.at(-1) ?? last;
      const isClose = above !== undefined && line.y - above.y <= CLOSE * line.size;
      if (last !== undefined && isClose && below.length < MAX_MORE && goesOn(last, line)) below.push(line);
      else finish();
      continue;
    }
    if (last !== undefined && isAligned(last, line)) attach();
    else finish();
    run.push({ line, more: [] });
  }
  finish();
  return texts;
}

/** Lines that a cell of a table goes on for at most, as far as that is told. */
const MAX_MORE = 3;

/** Distance of lines within a cell, as a share of the type's size. */
const CLOSE = 1.4;

/** True when each piece of a line stands below the beginning of a cell. */
function goesOn({ cells }: Line, below: Line): boolean {
  return below.cells.every(({ x0 }) => cells.some((cell) => Math.abs(cell.x0 - x0) <= ALIGNED));
}

function withMore({ line, more }: Row): readonly Cell[] {
  return line.cells.map((cell) => {
    const under = more.flatMap(({ cells }) => cells.filter(({ x0 }) => Math.abs(cell.x0 - x0) <= ALIGNED));
    return { ...cell, text: [cell, ...under].map(({ text }) => text).join(' ') };
  });
}

function isAligned(above: Line, below: Line): boolean {
  const [few, many] = above.cells.length < below.cells.length ? [above, below] : [below, above];
  const aligned = few.cells.filter((cell) => many.cells.some((other) => sharesEdge(cell, other)));
  return aligned.length >= Math.max(2, few.cells.length * 0.6);
}

/** Cells of a column begin, end or lie in the middle at one place. */
function sharesEdge(a: Cell, b: Cell): boolean {
  const middle = Math.abs(a.x0 + a.x1 - b.x0 - b.x1) / 2;
  return Math.min(Math.abs(a.x0 - b.x0), Math.abs(a.x1 - b.x1), middle) <= ALIGNED;
}

/** Texts of rows, with an empty cell where a row has none in a column. */
function toTexts(run: readonly (readonly Cell[])[]): string[] {
  const columns: { x0: number; x1: number }[] = [];
  for (const { x0, x1 } of run.flat().sort((a, b) => a.x0 - b.x0)) {
    const last = columns.at(-1);
    if (last !== undefined && x0 < last.x1) last.x1 = Math.max(last.x1, x1);
    else columns.push({ x0, x1 });
  }
  return run.map((row) => {
    const texts = columns.map(({ x0, x1 }) => row.filter((cell) => cell.x0 >= x0 && cell.x1 <= x1));
    const isClear = columns.length <= 2 * row.length && texts.every((cells) => cells.length <= 1);
    return rowText(isClear ? texts.map(([cell]) => cell?.text ?? '') : row.map(({ text }) => text));
  });
}
