// Turns the figures of a run into tables for people.

/** Times in milliseconds, rates per second. */
const TARGETS = { importPerSecond: 100, queryP95: 50, tagP95: 100, exportAll: 1000, secondStart: 2000 };

const ms = (value) => (value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`);
const mega = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const rate = (value) => `${Math.round(value)}/s`;

/** Prints the headline figures beside their targets, then queries by class, then the rest. */
export function printReport({ machine, reports, loads, figures }) {
  const { importByCommand, importByWindow, seeding, starts, commands, queries, tagging, exporting } = figures;
  const lines = [
    '',
    `${reports} reports, ${seeding.commit.n} passages; ${machine}; load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
    '',
    ...table(
      ['measured', 'figure', 'target', 'met'],
      headline(figures).map(({ what, value, text, target, least }) => [
        what,
        text(value),
        `${least ? 'over' : 'under'} ${text(target)}`,
        (least ? value > target : value < target) ? 'yes' : 'NO',
      ]),
    ),
    '',
    ...table(
      ['query', 'n', 'p50', 'p95', 'worst', 'round trip p95', 'MiniSearch p50', 'p95'],
      Object.entries(queries.classes).map(([name, { worker, roundTrip, peer }]) => [
        name,
        String(worker.n),
        ...[worker.p50, worker.p95, worker.max, roundTrip.p95].map(ms),
        ...(peer ? [ms(peer.p50), ms(peer.p95)] : ['', '']),
      ]),
    ),
    '',
    ...table(
      ['also measured', 'figure'],
      [
        [
          'import through the window: preview, saving',
          `${ms(importByWindow.previewMs)}, ${ms(importByWindow.savedMs)}`,
        ],
        ['first start after an import', ms(starts.first)],
        [
          'second start: median, slowest of ' + starts.second.n,
          `${ms(starts.second.p50)}, ${ms(starts.second.max)}`,
        ],
        ['search index: built anew, loaded', `${ms(starts.indexBuilt.ms)}, ${ms(starts.indexLoaded.ms)}`],
        ['commit of one passage: p50, p95', `${ms(seeding.commit.p50)}, ${ms(seeding.commit.p95)}`],
        ['tag to Saved: p50, p95, slowest', [tagging.p50, tagging.p95, tagging.max].map(ms).join(', ')],
        ['commands, start included: list, search', `${ms(commands.listMs)}, ${ms(commands.searchMs)}`],
        ['command export, start included', ms(commands.exportMs)],
        ['starting for a command, empty archive', ms(importByCommand.startMs)],
        [
          'exported file: data, spreadsheet',
          `${mega(exporting.data.bytes)}, ${mega(exporting.spreadsheet.bytes)}`,
        ],
        ...memoryRows(starts.memory),
      ],
    ),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function headline({ importByCommand, starts, queries, tagging, exporting }) {
  return [
    {
      what: 'import, by command',
      value: importByCommand.perSecond,
      text: rate,
      target: TARGETS.importPerSecond,
      least: true,
    },
    { what: 'query in the worker, p95 of all', value: queries.all.p95, text: ms, target: TARGETS.queryP95 },
    { what: 'tag to Saved, p95', value: tagging.p95, text: ms, target: TARGETS.tagP95 },
    { what: 'export of all passages, data', value: exporting.data.p50, text: ms, target: TARGETS.exportAll },
    {
      what: 'export of all passages, spreadsheet',
      value: exporting.spreadsheet.p50,
      text: ms,
      target: TARGETS.exportAll,
    },
    {
      what: 'second start to usable list, median',
      value: starts.second.p50,
      text: ms,
      target: TARGETS.secondStart,
    },
  ];
}

function memoryRows({ heaps, pss }) {
  return [
    ['JavaScript heap of the page', mega(heaps.page)],
    ...heaps.workers.map(({ name, bytes }) => [`JavaScript heap of ${name}`, mega(bytes)]),
    ...(pss === null
      ? []
      : [['memory of all processes, of the renderer (PSS)', `${mega(pss.total)}, ${mega(pss.renderer)}`]]),
  ];
}

/** A Markdown table with padded columns. */
export function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
