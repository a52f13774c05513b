/**
 * How well countries are suggested: the app's suggester beside newsmap's dictionary and plain names and demonyms, on
 * sentences whose actors were coded by hand. Run it by `npm run bench -- --suggest`, with `--data DIR` for another
 * folder than the one beside the project. Without the data it says so and measures nothing.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { bundled } from './bundled.mjs';
import { ROOT } from '../scripts/paths.mjs';

const RESULTS = join(ROOT, 'bench', 'results');
const codes = createRequire(import.meta.url)('i18n-iso-countries/codes.json');
const alpha3Of = new Map([...codes.map(([alpha2, alpha3]) => [alpha2, alpha3]), ['XK', 'XKX']]);
const iso = new Set(codes.map((row) => row[1]));
/** Slips of the coders that are no codes of ISO 3166-1. */
const SLIPS = new Map([
  ['JAP', 'JPN'],
  ['ITL', 'ITA'],
  ['VTN', 'VNM'],
]);

/** @param {string | undefined} folder where `plover-gold-records.jsonl` and `newsmap-dict/` are */
export async function measureSuggestions(folder) {
  const data = resolve(folder ?? join(ROOT, '..', 'shared', 'data', 'actors'));
  const records = join(data, 'plover-gold-records.jsonl');
  if (!existsSync(records)) {
    process.stdout.write(`Skipped: there is no ${records}.\n`);
    return;
  }
  const gold = readGold(records);
  const { countrySuggester, plainForms } = await bundled('suggest-code.ts');
  const suggest = await countrySuggester();
  const began = performance.now();
  const ours = gold.map(({ text, language }) => new Set(suggest(text, language).map(({ code }) => code)));
  const ms = performance.now() - began;

  const rows = [['Commonplace', score(gold, ours)]];
  const dictionary = join(data, 'newsmap-dict', 'english.yml');
  if (existsSync(dictionary))
    rows.push(['newsmap', score(gold, matchAll(gold, readNewsmap(dictionary), 'iu'))]);
  rows.push(['names and demonyms', score(gold, matchAll(gold, await plainForms(), 'u'))]);

  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'suggest.json'), `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
  print(gold, rows, ms);
}

/** Each sentence with the ISO 3166-1 alpha-3 codes of its source and target actors. The file is one JSON array. */
function readGold(path) {
  return JSON.parse(readFileSync(path, 'utf8')).flatMap(({ text, language, source, target }) => {
    if (typeof text !== 'string') return [];
    const actors = [source, target].flatMap((list) => (Array.isArray(list) ? list : []));
    const own = actors.map(({ code }) => SLIPS.get(code) ?? code).filter((code) => iso.has(code));
    return [{ text, language: language ?? '', codes: new Set(own) }];
  });
}

/** Reads the lines `'XX': [word, word*]`. A YAML parser would read an unquoted `NO` as false, and Norway would go. */
function readNewsmap(path) {
  const forms = [];
  for (const [, alpha2, list] of readFileSync(path, 'utf8').matchAll(/^\s+'?([A-Z]{2})'?:\s*\[(.*)\]/gmu)) {
    for (const item of list.split(',')) {
      const form = item.trim().replace(/^(['"])(.*)\1$/u, '$2');
      if (form !== '') forms.push([alpha3Of.get(alpha2) ?? alpha2, form]);
    }
  }
  return forms;
}

/** Every form as a whole word, `*` for any ending, whatever stands around it. */
function matchAll(gold, forms, flags) {
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  const patterns = forms.map(([code, form]) => {
    const words = form.split(/\s+/u).map((word) => escape(word).replaceAll('\\*', '[\\p{L}\\p{N}]*'));
    return [code, new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, flags)];
  });
  return gold.map(
    ({ text }) => new Set(patterns.flatMap(([code, pattern]) => (pattern.test(text) ? [code] : []))),
  );
}

/** Over all pairs of a sentence and a country. */
function score(gold, found) {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  gold.forEach(({ codes: wanted }, i) => {
    for (const code of found[i]) wanted.has(code) ? (right += 1) : (wrong += 1);
    for (const code of wanted) if (!found[i].has(code)) missed += 1;
  });
  const precision = right / (right + wrong);
  const recall = right / (right + missed);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall), right, wrong, missed };
}

function print(gold, rows, ms) {
  const share = (value) => value.toFixed(3).replace(/^0/u, '');
  const cells = rows.map(([name, { precision, recall, f1, right, wrong, missed }]) =>
    [name, share(precision), share(recall), share(f1), right, wrong, missed].map(String),
  );
  const head = ['found by', 'precision', 'recall', 'F1', 'right', 'wrong', 'missed'];
  const widths = head.map((title, i) =>
    Math.max(...[title, ...cells.map((row) => row[i])].map((c) => c.length)),
  );
  const line = (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  process.stdout.write(
    [
      '',
      `countries of ${gold.length} sentences; the suggester took ${Math.round(ms)} ms`,
      '',
      line(head),
      line(widths.map((width) => '-'.repeat(width))),
      ...cells.map(line),
      '',
    ].join('\n'),
  );
}
