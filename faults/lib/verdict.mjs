/** What one run of an experiment showed. */
export class Run {
  acknowledged = 0;
  losses = 0;
  silentDamage = 0;
  /** Damaged files, and how many of them were kept aside as they were. */
  aside = { expected: 0, kept: 0 };
  /** Everything that must not be, in sentences. */
  problems = [];
  notes = [];
  skipped = null;

  /** @param {string} label @param {number} seed */
  constructor(label, seed) {
    this.label = label;
    this.seed = seed;
  }

  /** Acknowledged changes that are gone; numbers under 1 are none. What is missed in several places counts once. */
  lost(count, what) {
    if (count < 1) return;
    this.losses = Math.max(this.losses, count);
    this.problems.push(`LOST ${count}: ${what}`);
  }

  /** The archive opened as if all were well, and is not what it was said to be. */
  silent(what) {
    this.silentDamage += 1;
    this.problems.push(`SILENT: ${what}`);
  }

  /** Something that was promised besides: a deadline, a message, an exit code. */
  check(isAsPromised, what) {
    if (!isAsPromised) this.problems.push(what);
  }

  kept(isKept, what) {
    this.aside.expected += 1;
    if (isKept) this.aside.kept += 1;
    else this.problems.push(`NOT KEPT ASIDE: ${what}`);
  }

  note(what) {
    this.notes.push(what);
  }

  get passed() {
    return this.problems.length === 0;
  }
}

/** One row of the table. */
export function summarise(name, runs) {
  const ran = runs.filter((run) => run.skipped === null);
  const sum = (of) => ran.reduce((total, run) => total + of(run), 0);
  const failed = ran.filter((run) => !run.passed).length;
  return {
    name,
    runs: ran.length,
    acknowledged: sum((run) => run.acknowledged),
    losses: sum((run) => run.losses),
    silent: sum((run) => run.silentDamage),
    aside: { kept: sum((run) => run.aside.kept), expected: sum((run) => run.aside.expected) },
    passed: ran.length - failed,
    failed,
    skipped: runs.length - ran.length,
    notes: countNotes(ran),
  };
}

function countNotes(runs) {
  const counts = new Map();
  for (const note of runs.flatMap((run) => run.notes)) counts.set(note, (counts.get(note) ?? 0) + 1);
  return [...counts].map(([note, count]) => `${note} ${count}`);
}

/** The table, as text. */
export function table(rows) {
  const cells = rows.map((row) => [
    row.name,
    String(row.runs),
    String(row.acknowledged),
    String(row.losses),
    String(row.silent),
    row.aside.expected === 0 ? '–' : `${row.aside.kept} of ${row.aside.expected}`,
    row.runs === 0 ? 'skipped' : row.failed === 0 ? 'passed' : `FAILED ${row.failed}`,
    row.notes.join(', '),
  ]);
  const head = [
    'experiment',
    'runs',
    'acknowledged',
    'losses',
    'silent damage',
    'kept aside',
    'verdict',
    'what happened',
  ];
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i].length)));
  const line = (row) =>
    row
      .map((cell, i) => (i > 0 && i < 6 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join(' | ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('-|-'), ...cells.map(line)].join('\n');
}
