// Turns what `search.mjs` measured into tables, and tells which targets are met.
import { median, summary } from './measure.mjs';
import { table } from './report.mjs';

const OURS = 'commonplace';
const MINISEARCH = 'minisearch';
const FTS5 = 'fts5';
const NAMES = { [MINISEARCH]: 'MiniSearch', [FTS5]: 'SQLite FTS5', [OURS]: 'Commonplace' };

const ms = (value) =>
  `${value < 1 ? value.toFixed(3) : value < 100 ? value.toFixed(1) : Math.round(value)} ms`;
const mega = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const ratio = (value, other) => `${(value / other).toFixed(value / other < 0.1 ? 3 : 2)} ×`;

/** @param {{ machine: string, loads: number[], engines: string[], figures: any[] }} report */
export function printSearch({ machine, loads, engines, figures }) {
  const sizes = new Map(figures.map((each) => [each.size, digest(each, engines)]));
  const lines = [
    '',
    `${machine}; Electron ${electronOf(figures)}; load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
  ];
  for (const [size, digested] of sizes) {
    lines.push('', `${size.toLocaleString('en')} reports`, '', ...wholeTable(digested, engines));
    if (digested.classes.length > 0)
      lines.push(
        '',
        ...queryTable(digested, engines),
        '',
        ...firstLines(digested, engines),
        ...countLines(digested, engines),
      );
  }
  const targets = targetRows(sizes);
  if (targets.length > 0) lines.push('', ...table(['target', 'wanted', 'measured', 'met'], targets));
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

function electronOf(figures) {
  return Object.values(figures[0].engines)[0].builds[0].electron;
}

/** One figure each: medians of builds and starts; of each query the shortest of all sessions. */
function digest({ queries, empty, engines: measured }, engines) {
  const emptyHeap = median(empty.map(({ heap, buffers }) => heap + buffers));
  const emptyOwn = median(empty.map(({ own }) => own));
  const classes = Object.keys(queries).filter(() =>
    engines.some((name) => measured[name].sessions[0]?.asked),
  );
  const byEngine = Object.fromEntries(
    engines.map((name) => {
      const { builds, sessions } = measured[name];
      const of = (list, pick) => (list.length === 0 ? undefined : median(list.map(pick)));
      const memory = (n) =>
        of(sessions, ({ memory: all }) => {
          const { heap, buffers, other } = all.at(n);
          return heap + buffers + other - emptyHeap;
        });
      const update = sessions.at(-1)?.update ?? undefined;
      const cold = ({ start: { load, open, answer } }) => load + open + answer;
      return [
        name,
        {
          buildCpu: of(builds, ({ cpuMs }) => cpuMs),
          buildMs: of(builds, (built) => built.ms),
          disk: of(builds, ({ diskBytes }) => diskBytes),
          firstMemory: memory(0),
          memory: memory(-1),
          own: of(sessions, ({ memory: all }) => all.at(-1).own - emptyOwn),
          resident: of(sessions, ({ memory: all }) => all.at(-1).resident),
          cold: of(sessions, cold),
          coldLoad: of(sessions, ({ start }) => start.load),
          coldOpen: of(sessions, ({ start }) => start.open),
          coldAnswer: of(sessions, ({ start }) => start.answer),
          coldCpu: of(sessions, ({ startCpuMs }) => startCpuMs),
          withPage: of(sessions, (each) => cold(each) + each.readyMs),
          searchable: update && median(update.searchable),
          durable: update && median(update.durable),
          times: Object.fromEntries(classes.map((each) => [each, classTimes(sessions, each)])),
          exact: sessions[0]?.exact,
        },
      ];
    }),
  );
  return { classes, queries, engines: byEngine };
}

/** Null where the engine has no such queries. */
function classTimes(sessions, name) {
  const asked = sessions.map(({ asked: all }) => all?.[name]).filter(Boolean);
  if (asked.length === 0) return null;
  const known = (values) => values.filter((value) => value !== null);
  const best = asked[0].times.map((_, i) => known(asked.map(({ times }) => times[i])));
  const times = best.filter((all) => all.length > 0).map((all) => Math.min(...all));
  return { ...summary(times), first: summary(known(asked.flatMap(({ firsts }) => firsts))) };
}

function wholeTable({ engines: digested }, engines) {
  const rows = [
    ['building: CPU', 'buildCpu', ms],
    ['building: time', 'buildMs', ms],
    ['on disk', 'disk', mega],
    ['memory of the worker after the first answer', 'firstMemory', mega],
    ['memory of the worker after all queries', 'memory', mega],
    ['renderer beside an empty one, after all queries', 'own', mega],
    ['renderer, resident', 'resident', mega],
    ['cold start to the first answer', 'cold', ms],
    ['— its code', 'coldLoad', ms],
    ['— opening', 'coldOpen', ms],
    ['— the answer', 'coldAnswer', ms],
    ['— CPU of the renderer', 'coldCpu', ms],
    ['cold start, process and page included', 'withPage', ms],
    ['one changed report until it is found', 'searchable', ms],
    ['one changed report until it is durable', 'durable', ms],
  ];
  const peer = digested[engines[0]];
  return table(
    [`measured (and beside ${NAMES[engines[0]]})`, ...engines.map((name) => NAMES[name])],
    rows
      .filter(([, key]) => engines.some((name) => digested[name][key] !== undefined))
      .map(([what, key, text]) => [
        what,
        ...engines.map((name) => {
          const value = digested[name][key];
          if (value === undefined) return '-';
          return name === engines[0] ? text(value) : `${text(value)} (${ratio(value, peer[key])})`;
        }),
      ]),
  );
}

function queryTable({ classes, queries, engines: digested }, engines) {
  const cells = (times) =>
    times === null ? '-' : [times.p50, times.p95, times.max].map((value) => ms(value)).join(', ');
  const beside = engines.includes(OURS) ? engines.filter((name) => name !== OURS) : [];
  return table(
    [
      'query',
      'n',
      ...engines.map((name) => `${NAMES[name]}: p50, p95, worst`),
      ...beside.map((name) => `p50 to ${NAMES[name]}`),
    ],
    classes.map((each) => {
      const all = engines.map((name) => digested[name].times[each]);
      const asked = Math.min(...all.filter(Boolean).map(({ n }) => n));
      const full = queries[each].length;
      return [
        each,
        asked === full ? String(full) : `${asked} of ${full}`,
        ...all.map(cells),
        ...beside.map((name) => {
          const [ours, peer] = [digested[OURS].times[each], digested[name].times[each]];
          return ours && peer ? ratio(ours.p50, peer.p50) : '-';
        }),
      ];
    }),
  );
}

/** The shortest times hide what is not in memory yet, collections of garbage and other processes: all sessions' first ones do not. */
function firstLines({ classes, engines: digested }, engines) {
  const of = (name) => {
    const known = classes.map((each) => digested[name].times[each]).filter(Boolean);
    const typed = digested[name].times['as-you-type'];
    const worst = Math.max(...known.map(({ first }) => first.max));
    return `${NAMES[name]} ${ms(worst)}${typed ? `, of keystrokes ${ms(typed.first.max)}` : ''}`;
  };
  return [`Worst when asked for the first time: ${engines.map(of).join('; ')}.`];
}

/** Tells of queries that the engines find different numbers of reports with. */
function countLines({ queries, engines: digested }, engines) {
  const lines = [];
  let compared = 0;
  let differing = 0;
  const examples = [];
  for (const name of Object.keys(digested[engines[0]].exact ?? {})) {
    queries[name].forEach(({ words }, i) => {
      const counts = engines.map((engine) => digested[engine].exact?.[name][i]);
      compared += 1;
      if (new Set(counts).size === 1) return;
      differing += 1;
      examples.push(`${words.join(' ')}: ${counts.join(', ')}`);
    });
  }
  lines.push(
    `Reports found with exact words: ${compared} queries compared, ${differing} with different numbers.`,
  );
  for (const example of examples.slice(0, 5))
    lines.push(`  ${example} (${engines.map((name) => NAMES[name]).join(', ')})`);
  return lines;
}

function targetRows(sizes) {
  const rows = [];
  const at = (size, engine) => sizes.get(size)?.engines[engine];
  const ours = at(10_000, OURS);
  const [mini, fts] = [at(10_000, MINISEARCH), at(10_000, FTS5)];
  const times = (engine, name, key) => engine?.times[name]?.[key];
  /** A figure as a share of a peer's; left out where one of the two was not measured. */
  const share = (what, most, value, other, peer) => {
    if (value === undefined || other === undefined) return;
    const measured = value / other;
    rows.push([
      what,
      `at most ${most} × ${NAMES[peer]}`,
      ratio(value, other),
      measured <= most ? 'yes' : 'NO',
    ]);
  };
  const below = (what, limit, value, text) => {
    if (value !== undefined)
      rows.push([what, `under ${text(limit)}`, text(value), value < limit ? 'yes' : 'NO']);
  };
  if (ours !== undefined) {
    share('10,000: cold start', 0.75, ours.cold, fts?.cold, FTS5);
    share('10,000: memory', 0.15, ours.memory, mini?.memory, MINISEARCH);
    share('10,000: building, CPU', 0.3, ours.buildCpu, mini?.buildCpu, MINISEARCH);
    for (const name of ['common', 'two words', 'prefix']) {
      const own = times(ours, name, 'p50');
      share(`10,000: ${name}, p50`, 0.1, own, times(mini, name, 'p50'), MINISEARCH);
      share(`10,000: ${name}, p50`, 0.5, own, times(fts, name, 'p50'), FTS5);
    }
    share('10,000: phrase, p50', 1.25, times(ours, 'phrase', 'p50'), times(fts, 'phrase', 'p50'), FTS5);
    const typed = 'as-you-type';
    share(`10,000: ${typed}, p50`, 0.5, times(ours, typed, 'p50'), times(mini, typed, 'p50'), MINISEARCH);
  }
  const large = at(100_000, OURS);
  if (large !== undefined) {
    if (fts?.cold !== undefined)
      below('100,000: cold start, beside SQLite at 10,000', fts.cold, large.cold, ms);
    below('100,000: worst keystroke', 100, times(large, 'as-you-type', 'max'), ms);
    below('100,000: index in memory', 50 * 2 ** 20, large.memory, mega);
  }
  return rows;
}
