import type { ColumnMapping } from '../importer';
import { readDate } from '../dates';
import type { Table } from './table';

export type Field = keyof ColumnMapping;

/** What a column may be called, in lower case without spaces and signs; the surest name first. */
const NAMES: Readonly<Record<Field, string>> = {
  text:
    'fulltext articletext articlebody bodytext maintext newstext text body content article story message ' +
    'полныйтекст текстстатьи текстпубликации текст содержание статья сообщение ' +
    'толықмәтін мақаламәтіні мәтін мәтіні мақала мазмұны',
  title:
    'title headline articletitle heading subject заголовок название тема заголовокстатьи тақырып тақырыбы атауы',
  dek:
    'dek standfirst subtitle subheadline summary abstract description excerpt lead lede ' +
    'подзаголовок аннотация описание краткоесодержание лид анонс түйін қысқаша сипаттама аңдатпа',
  author:
    'author authors byline creator writer reporter journalist автор авторы журналист корреспондент авторлар авторлары',
  source:
    'source sourcename publisher publication outlet newspaper medium media agency ' +
    'источник издание сми издатель газета дереккөз дереккөзі басылым',
  sourceUrl:
    'url link sourceurl articleurl permalink uri href webaddress address ссылка адрес адресссылки сілтеме мекенжай',
  published:
    'published publishedat publicationdate publisheddate publishdate datepublished pubdate date datetime ' +
    'createdat created timestamp датапубликации дата опубликовано жарияланғанкүні жарияланды күні күн',
  language: 'language lang languagecode язык кодязыка тіл тілі',
};

const BY_NAME: ReadonlyMap<string, { readonly field: Field; readonly rank: number }> = new Map(
  (Object.entries(NAMES) as [Field, string][]).flatMap(([field, names]) =>
    names.split(' ').map((name, rank) => [name, { field, rank }] as const),
  ),
);

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What a column of that name holds, and how sure that is (0 is surest); of `source.name` also the last word counts. */
export function fieldOfName(name: string): { readonly field: Field; readonly rank: number } | null {
  return BY_NAME.get(plain(name)) ?? BY_NAME.get(plain(name.slice(name.lastIndexOf('.') + 1))) ?? null;
}

/** Rows that columns are told from. */
const SAMPLE_ROWS = 50;
/** Share of the cells with text that must be of a kind for their column to be. */
const MOST = 0.8;
/** UTF-16 units that the cells of a column of texts have on average at least. */
const TEXT_LENGTH = 40;

/**
 * Guesses what is in the columns of a table: by their names in English, Russian and Kazakh, and where those say nothing
 * by what the first rows hold. `text` is empty when no column can be the text.
 */
export function guessMapping({ columns, rows }: Table): ColumnMapping {
  const taken = columnsByName(columns);
  const sample = rows.slice(0, SAMPLE_ROWS);
  const unnamed = columns.flatMap((name, at): Column[] => {
    const cells = sample.map((row) => (row.cells[at] ?? '').trim()).filter((cell) => cell !== '');
    return fieldOfName(name) === null ? [{ at, cells }] : [];
  });
  const take = (field: Field, among: readonly Column[]): void => {
    if (!taken.has(field) && among[0] !== undefined) taken.set(field, among[0].at);
  };
  const addresses = unnamed.filter(({ cells }) => mostly(cells, (cell) => /^https?:\/\/\S+$/iu.test(cell)));
  const dates = unnamed.filter(({ cells }) => mostly(cells, (cell) => readDate(cell) !== null));
  take('sourceUrl', addresses);
  take('published', dates);
  const others = unnamed.filter((column) => !addresses.includes(column) && !dates.includes(column));
  take('text', columns.length === 1 ? others : longestFirst(others));
  // An abstract is better than no text.
  if (!taken.has('text') && taken.has('dek')) {
    taken.set('text', taken.get('dek')!);
    taken.delete('dek');
  }
  const { text, ...rest } = Object.fromEntries([...taken].map(([field, at]) => [field, columns[at]!])) as {
    [field in Field]?: string;
  };
  return { ...rest, text: text === undefined ? [] : [text] };
}

function columnsByName(columns: readonly string[]): Map<Field, number> {
  const best = new Map<Field, { readonly at: number; readonly rank: number }>();
  for (const [at, name] of columns.entries()) {
    const known = fieldOfName(name);
    if (known === null || (best.get(known.field)?.rank ?? Infinity) <= known.rank) continue;
    best.set(known.field, { at, rank: known.rank });
  }
  return new Map([...best].map(([field, { at }]) => [field, at]));
}

interface Column {
  readonly at: number;
  /** Those with text. */
  readonly cells: readonly string[];
}

const mostly = (cells: readonly string[], is: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(is).length >= cells.length * MOST;

/** Columns whose cells are long enough for texts, the longest on average first. */
function longestFirst(columns: readonly Column[]): Column[] {
  const mean = ({ cells }: Column): number =>
    cells.reduce((sum, { length }) => sum + length, 0) / Math.max(1, cells.length);
  return columns.filter((column) => mean(column) >= TEXT_LENGTH).sort((a, b) => mean(b) - mean(a));
}
