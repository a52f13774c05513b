/**
 * How well articles are told from the rest of their pages: the app beside plain Readability on the same parser, on pages
 * whose article and metadata are known. Run it by `npm run bench -- --extraction`, with `--data DIR` for another folder than the
 * one beside the project. Without the pages it says so and measures nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundled } from './bundled.mjs';
import { newsPage } from './news-pages.mjs';
import { ROOT } from '../scripts/paths.mjs';

const OWN_PAGES = 252;

/** @param {string | undefined} folder with a folder a page: `source.html`, `expected.html`, `expected-metadata.json` */
export async function measureExtraction(folder) {
  const data = resolve(folder ?? join(ROOT, '..', 'shared', 'data', 'html', 'article-pages'));
  if (!existsSync(data)) {
    process.stdout.write(`Skipped: there is no ${data}.\n`);
    return;
  }
  const { named, expectedText } = await systemsCompared();
  const pages = readdirSync(data)
    .sort()
    .map((page) => {
      const read = (name) => readFileSync(join(data, page, name), 'utf8');
      return {
        html: read('source.html'),
        text: expectedText(read('expected.html')),
        known: JSON.parse(read('expected-metadata.json')),
      };
    });
  print(score(pages, named));
}

/** The same on generated pages, whose articles are not what either of the two says they are. */
export async function measureOwnPages() {
  const { named } = await systemsCompared();
  const pages = Array.from({ length: OWN_PAGES }, (_, i) => {
    const page = newsPage(i);
    const { title, published, author, language } = page;
    const known = { title, publishedTime: published, byline: author, lang: language };
    const isApart = (line) => line === title || line === page.dek;
    const comparable = (text) =>
      text
        .split('\n')
        .map((line) => line.trim().replace(/^\d+\. /u, ''))
        .filter((line) => !isApart(line))
        .join('\n');
    return { ...page, known, comparable };
  });
  const scores = score(pages, named);
  print(scores, [...FIELDS, 'title wrong', 'date wrong', 'author wrong', 'language wrong']);
  printGroups(pages, scores);
}

async function systemsCompared() {
  const { ours, readability, expectedText } = await bundled('extraction-code.ts');
  return { named: { Commonplace: ours, Readability: readability }, expectedText };
}

/**
 * What each system gets of each page. `comparable`: takes out of a text what one system keeps in it and the other does not:
 * title and dek, and the numbers of list items.
 */
function score(pages, systems) {
  const scores = Object.fromEntries(Object.keys(systems).map((name) => [name, []]));
  for (const { html, text, known, comparable = (whole) => whole } of pages) {
    const wanted = wordsOf(text);
    for (const [name, extract] of Object.entries(systems)) {
      const began = performance.now();
      const got = extract(html);
      const ms = performance.now() - began;
      const found = wordsOf(comparable(got.text));
      scores[name].push({ ms, ...overlap(wanted, found), ...metadataOf(known, got) });
    }
  }
  return scores;
}

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const flat = (text) => (text ?? '').replace(/\s+/gu, ' ').trim();

/** Precision, recall and F1 of the words, each as often as it stands. */
function overlap(wanted, got) {
  const left = new Map();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of got) {
    const count = left.get(word) ?? 0;
    if (count > 0) common += 1;
    left.set(word, count - 1);
  }
  const precision = got.length === 0 ? 0 : common / got.length;
  const recall = wanted.length === 0 ? 1 : common / wanted.length;
  return { precision, recall, f1: common === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/**
 * 1 or 0 for each field that the page is known to have; null for the others. Those called “wrong” are 1 where something else
 * is stated than the page has, also where it has none.
 */
function metadataOf(known, got) {
  const bare = (name) => flat(name).replace(/^by\s+/iu, '');
  const fields = {
    title: [flat(known.title), flat(got.title)],
    date: [flat(known.publishedTime).slice(0, 10), got.published],
    author: [bare(known.byline), bare(got.author)],
    language: [flat(known.lang).slice(0, 2), got.language.slice(0, 2)],
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, [wanted, value]]) => [
      [name, wanted === '' ? null : Number(wanted === value)],
      [`${name} wrong`, Number(value !== '' && wanted !== value)],
    ]),
  );
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const FIELDS = ['precision', 'recall', 'f1', 'title', 'date', 'author', 'language'];

function print(scores, fields = FIELDS) {
  const lines = ['| | ' + Object.keys(scores).join(' | ') + ' | pages |', '| --- | --- | --- | --- |'];
  for (const field of fields) {
    const cells = Object.values(scores).map((rows) =>
      rows.map((row) => row[field]).filter((value) => value !== null),
    );
    lines.push(
      `| ${field} | ${cells.map((values) => mean(values).toFixed(3)).join(' | ')} | ${cells[0].length} |`,
    );
  }
  const times = Object.values(scores).map((rows) => `${mean(rows.map(({ ms }) => ms)).toFixed(0)} ms`);
  lines.push(`| time a page | ${times.join(' | ')} | |`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** F1 of kinds of pages. */
function printGroups(pages, scores) {
  const names = Object.keys(scores);
  const lines = [`| F1 of | ${names.join(' | ')} | pages |`, '| --- | --- | --- | --- |'];
  for (const key of ['layout', 'language', 'length']) {
    for (const value of new Set(pages.map((page) => page[key]))) {
      const at = pages.flatMap((page, i) => (page[key] === value ? [i] : []));
      const cells = names.map((name) => mean(at.map((i) => scores[name][i].f1)).toFixed(3));
      lines.push(`| ${key}: ${value} | ${cells.join(' | ')} | ${at.length} |`);
    }
  }
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
