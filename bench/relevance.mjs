/**
 * How well questions find the texts that answer them: the app's ranking beside plain MiniSearch. Run it by
 * `npm run bench -- --relevance`, with `--data DIR` for another folder than the one beside the project. Without the texts it says
 * so and measures nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundled } from './bundled.mjs';
import { ROOT } from '../scripts/paths.mjs';

const BEST = 10;

/** @param {string | undefined} folder with a folder a set: `docs.jsonl`, `queries.jsonl`, `qrels.tsv`; its name ends in the language */
export async function measureRelevance(folder) {
  const data = resolve(folder ?? join(ROOT, '..', 'shared', 'data', 'search'));
  if (!existsSync(data)) {
    process.stdout.write(`Skipped: there is no ${data}.\n`);
    return null;
  }
  const { ours, plain } = await bundled('relevance-code.ts');
  const rows = [];
  for (const set of readdirSync(data).sort()) {
    const { texts, questions, answers } = readSet(join(data, set));
    const language = set.slice(-2);
    const measure = (answer) => mean(questions.map(({ id, text }) => ndcg(answer(text), answers.get(id))));
    rows.push({
      set,
      texts: texts.length,
      questions: questions.length,
      ours: measure(await ours(texts, language)),
      plain: measure(plain(texts)),
    });
  }
  process.stdout.write('\nnDCG@10                texts  questions  Commonplace  MiniSearch\n');
  for (const { set, texts, questions, ours: own, plain: theirs } of rows) {
    process.stdout.write(
      `${set.padEnd(20)} ${String(texts).padStart(7)} ${String(questions).padStart(10)} ${own.toFixed(3).padStart(12)} ${theirs.toFixed(3).padStart(11)}\n`,
    );
  }
  return rows;
}

function readSet(folder) {
  const lines = (name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  const answers = new Map();
  for (const line of lines('qrels.tsv')) {
    const [question, text, relevance] = line.split('\t');
    if (!answers.has(question)) answers.set(question, new Map());
    answers.get(question).set(text, Number(relevance));
  }
  const questions = lines('queries.jsonl').map((line) => JSON.parse(line));
  return {
    texts: lines('docs.jsonl').map((line) => JSON.parse(line)),
    questions: questions.filter(({ id }) => answers.has(id)),
    answers,
  };
}

/** Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002, gain as it is told). */
function ndcg(found, relevant) {
  const gain = (values) => values.slice(0, BEST).reduce((sum, value, i) => sum + value / Math.log2(i + 2), 0);
  const ideal = gain([...relevant.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : gain(found.map((id) => relevant.get(id) ?? 0)) / ideal;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
