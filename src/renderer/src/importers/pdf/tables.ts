import { rowText } from '../rich';
import type { Cell, Line } from './layout';

/** Columns that a table has at least; two are as often a label and its value. */
const MIN_CELLS = 3;
const MIN_ROWS = 3;
/** PDF points. */
const ALIGNED = 3;

/** The rows of tables among lines: the text of each, by the line. */
export function findTableRows(lines: readonly Line[]): Map<Line, string> {
  const rows = new Map<Line, string>();
  let run: Line[] = [];
  const finish = (): void => {
    if (run.length >= MIN_ROWS) for (const [line, text] of toRows(run)) rows.set(line, text);
    run = [];
  };
  for (const line of lines) {
    const last = run.at(-1);
    if (line.cells.length < MIN_CELLS) finish();
    else if (last !== undefined && !isAligned(last, line)) {
      finish();
      run = [line];
    } else run.push(line);
  }
  finish();
  return rows;
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
function toRows(run: readonly Line[]): [Line, string][] {
  const columns: { x0: number; x1: number }[] = [];
  for (const { x0, x1 } of run.flatMap(({ cells }) => cells).sort((a, b) => a.x0 - b.x0)) {
    const last = columns.at(-1);
    if (last !== undefined && x0 < last.x1) last.x1 = Math.max(last.x1, x1);
    else columns.push({ x0, x1 });
  }
  return run.map((line) => {
    const texts = columns.map(({ x0, x1 }) => line.cells.filter((cell) => cell.x0 >= x0 && cell.x1 <= x1));
    const isClear = columns.length <= 2 * line.cells.length && texts.every((cells) => cells.length <= 1);
    return [
      line,
      rowText(isClear ? texts.map(([cell]) => cell?.text ?? '') : line.cells.map(({ text }) => text)),
    ];
  });
}
