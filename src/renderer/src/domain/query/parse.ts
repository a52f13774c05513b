import type { CountryCode } from '../ids';
import { fail, ok, type Result } from '../result';
import { tokens } from '../text/normalise-term';
import type { Span } from '../text/offsets';
import {
  expectedOf,
  fieldLeaf,
  fieldMeant,
  fieldTyped,
  isTextScope,
  type FindCountry,
  type TypedField,
} from './fields';
import {
  allOf,
  anyOf,
  mapLeaves,
  not,
  type Query,
  type QueryNode,
  type TextLeaf,
  type TextScope,
} from './query';
import { Unreadable, type QueryError } from './query-error';

export type { FindCountry, QueryError };

export interface QueryContext {
  /** Without it a country is any three letters. */
  readonly findCountry?: FindCountry | undefined;
  /** Whether the text is being typed, so that the word at its very end may only be begun. */
  readonly unfinished?: boolean;
}

/** A part of a query's text that has a meaning of its own; UTF-16 offsets in that text. */
export interface QueryMark extends Span {
  readonly kind: 'field' | 'value' | 'operator' | 'phrase';
}

export interface ReadQuery {
  readonly query: Result<Query, QueryError>;
  /** Ordered; up to where the text could be read. */
  readonly marks: readonly QueryMark[];
}

/** Quotation marks that open a phrase, with those that close it. */
const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”“', '”': '”', '„': '“”', '«': '»' };
/** No-break spaces may stand inside a number and separate words all the same: the tokens see to that. */
const WORD = /(?:[^\s()"“”„«]|[\u00a0\u202f])+/uy;
const SPACES = /\s+/uy;
const OPERATOR = /(OR|AND|NOT)(?=[\s()"“”„«]|$)/uy;
const FIELD = /([\p{L}_]+):/uy;
/** What follows a colon that belongs to a field: `https://` and `Kazakhstan: unrest` are words. */
const VALUE_BEGINS = /(?!\/\/)[^\s)]/uy;
const SUFFIX = /^(.+?)(\*|~\d*)?(?:\^([\d.]+))?$/su;
const PHRASE_SUFFIX = /(?:~(\d*))?(?:\^([\d.]+))?/uy;

/** Shortest unfinished word that stands for all words beginning with it, in code points. */
export const PREFIX_LETTERS = 3;
const FUZZY_LONGER_THAN = 5;
const MOST_SLOP = 50;
const LEAST_BOOST = 0.01;
const MOST_BOOST = 100;
const NO_WORD = 'There is no word between these quotation marks.';
/** Deeper than anybody writes; keeps hostile text from exhausting the stack. */
const DEEPEST = 100;

/**
 * Reads the text of the search box. All of what stands side by side must hold; `OR` binds looser than that, `NOT` and `-`
 * tighter; parentheses group. Words, `"phrases"`, `"words near"~5`, `begin*`, `similar~`, `word^2`, and fields with a value, a
 * quoted value or several in parentheses: `actor:(police OR army)`. Blank text is the empty query.
 * Fails with `query/unclosed-quote`, `query/unclosed-parenthesis`, `query/unopened-parenthesis`, `query/empty-parentheses`,
 * `query/empty-phrase`, `query/empty-field`, `query/incomplete`, `query/unknown-field`, `query/unknown-country`,
 * `query/unknown-value`, `query/wildcard`, `query/unknown-number`, `query/too-deep` or, for text without any word such as
 * `!?`, `query/no-words`.
 */
export function parseQuery(text: string, context: QueryContext = {}): Result<Query, QueryError> {
  return readQuery(text, context).query;
}

/** As {@link parseQuery}, with the parts of the text that have a meaning. */
export function readQuery(text: string, context: QueryContext = {}): ReadQuery {
  const parser = new Parser(text, context);
  try {
    return { query: ok(parser.read()), marks: parser.marks };
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem;
    return { query: fail(problem.toError(text)), marks: parser.marks };
  }
}

/** Reads a query where one is needed: as {@link parseQuery}, but blank text fails with `query/empty`. */
export function parseRequiredQuery(text: string, context?: QueryContext): Result<QueryNode, QueryError> {
  const query = parseQuery(text, context);
  if (!query.ok) return query;
  if (query.value !== null) return ok(query.value);
  return fail({ code: 'query/empty', message: 'A query needs at least one word or filter.', column: 1 });
}

function threeLetters(value: string): CountryCode | null {
  return /^[a-z]{3}$/iu.test(value) ? (value.toUpperCase() as CountryCode) : null;
}

/** The field whose parentheses are being read; null in those of no field. */
type Around = TypedField | null;

class Parser {
  readonly marks: QueryMark[] = [];
  #at = 0;
  #depth = 0;
  /** The last word, when nothing was read after it. */
  #last: { readonly leaf: TextLeaf; readonly end: number } | null = null;

  constructor(
    private readonly text: string,
    private readonly context: QueryContext,
  ) {}

  read(): Query {
    const query = this.#any(null);
    if (this.#at < this.text.length) {
      const at = this.#at;
      const without = this.text.slice(0, at) + this.text.slice(at + 1);
      throw new Unreadable('query/unopened-parenthesis', 'This parenthesis closes none.', at, without);
    }
    if (query === null && this.text.trim() !== '') {
      const at = this.text.search(/\S/u);
      throw new Unreadable('query/no-words', 'There is no word here to search for.', at);
    }
    return this.context.unfinished ? this.#withUnfinished(query) : query;
  }

  #withUnfinished(query: Query): Query {
    const last = this.#last;
    if (last === null || last.end !== this.text.length || last.leaf.kind !== 'word') return query;
    const word = tokens(last.leaf.raw).at(-1)!.term;
    if ([...word].length < PREFIX_LETTERS) return query;
    return mapLeaves(query, (leaf) => (leaf === last.leaf ? { ...last.leaf, unfinished: true } : leaf));
  }

  /** Up to the end or a parenthesis that closes. */
  #any(around: Around): Query {
    const nodes: QueryNode[] = [];
    for (let before: number | null = null; ;) {
      const node = this.#all(around);
      const at = this.#at;
      const hasMore = this.#operator('OR');
      if (node !== null) nodes.push(node);
      else if (hasMore || before !== null) throw this.#incomplete('OR', before ?? at);
      if (!hasMore) return anyOf(nodes);
      before = at;
    }
  }

  #all(around: Around): Query {
    const nodes: QueryNode[] = [];
    while (!this.#isOver() && !this.#peekOperator('OR')) {
      const at = this.#at;
      if (this.#operator('AND')) {
        if (nodes.length === 0 || this.#isOver() || this.#peekOperator('OR') || this.#peekOperator('AND')) {
          throw this.#incomplete('AND', at);
        }
        continue;
      }
      const node = this.#maybeNot(around);
      if (node !== null) nodes.push(node);
    }
    return allOf(nodes);
  }

  /** Null for what holds no word. */
  #maybeNot(around: Around): Query {
    const at = this.#at;
    if (!this.#operator('NOT') && !this.#minus()) return this.#primary(around);
    if (this.#isOver() || this.#peekOperator('OR') || this.#peekOperator('AND')) {
      throw new Unreadable('query/incomplete', '“NOT” needs something after it.', at);
    }
    return this.#deeper(() => {
      const node = this.#maybeNot(around);
      return node && not(node);
    });
  }

  #primary(around: Around): Query {
    if (this.text[this.#at] === '(') return this.#parentheses(around);
    const start = this.#at;
    const field = this.#field();
    if (field !== null) return this.#fieldValue(field, start);
    if (around !== null && !isTextScope(around)) return this.#value(around);
    return this.#quoteHere() ? this.#phrase(around) : this.#word(around);
  }

  #parentheses(around: Around): QueryNode {
    const start = this.#at;
    this.#at += 1;
    const node = this.#deeper(() => this.#any(around));
    this.#last = null;
    if (this.text[this.#at] !== ')') {
      const message = 'This parenthesis is not closed.';
      throw new Unreadable('query/unclosed-parenthesis', message, start, `${this.text.trimEnd()})`);
    }
    this.#at += 1;
    if (node !== null) return node;
    throw new Unreadable('query/empty-parentheses', 'There is nothing between these parentheses.', start);
  }

  #fieldValue(field: TypedField, start: number): QueryNode {
    this.#mark('field', start);
    if (this.text[this.#at] === '(') return this.#parentheses(field);
    const empty = (): Unreadable =>
      new Unreadable('query/empty-field', `After “${field}:” a ${expectedOf(field)} is expected.`, start);
    if (/[\s)]/u.test(this.text[this.#at] ?? ' ')) throw empty();
    if (!isTextScope(field)) return this.#value(field, empty);
    const node = this.#quoteHere() ? this.#phrase(field) : this.#word(field);
    if (node === null) throw empty();
    return node;
  }

  #value(field: Exclude<TypedField, TextScope>, empty?: () => Unreadable): QueryNode {
    const start = this.#at;
    const value = (this.#quoteHere() ? this.#quoted() : this.#match(WORD)[0]).trim();
    this.#mark('value', start);
    this.#last = null;
    if (value === '') throw empty?.() ?? new Unreadable('query/empty-phrase', NO_WORD, start);
    const place = { text: this.text, start, end: this.#at };
    return fieldLeaf(field, value, place, this.context.findCountry ?? threeLetters);
  }

  #phrase(scope: TextScope | null): TextLeaf {
    const start = this.#at;
    const raw = this.#quoted();
    this.#last = null;
    if (tokens(raw).length === 0) throw new Unreadable('query/empty-phrase', NO_WORD, start);
    const at = this.#at;
    const [, slop, boost] = this.#match(PHRASE_SUFFIX);
    if (slop !== undefined && (slop === '' || Number(slop) > MOST_SLOP)) {
      const message = `After “~” stands how many words may come between, up to ${MOST_SLOP}: "state emergency"~5.`;
      throw new Unreadable('query/unknown-number', message, at);
    }
    this.#mark('phrase', start);
    return {
      kind: 'phrase',
      scope,
      raw,
      boost: this.#boost(boost),
      slop: slop === undefined ? null : Number(slop),
    };
  }

  #word(scope: TextScope | null): Query {
    const start = this.#at;
    const word = this.#match(WORD)[0];
    this.#last = null;
    if (word === 'untagged' && scope === null) {
      this.#mark('field', start);
      return { kind: 'untagged', value: true };
    }
    const [, begun = '', sign, boost] = SUFFIX.exec(word)!;
    if (tokens(begun).length === 0) return null;
    const wildcard = /[*]|(?<=[\p{L}\p{N}])\?(?=[\p{L}\p{N}])/u.exec(begun);
    if (wildcard !== null) {
      const message = 'A star can only end a word: protest*. Nothing else stands for other letters.';
      throw new Unreadable('query/wildcard', message, start + wildcard.index);
    }
    const base = { scope, raw: begun, boost: this.#boost(boost) };
    if (sign === '*') return { kind: 'prefix', ...base };
    if (sign !== undefined) {
      const edits = sign === '~' ? ([...begun].length > FUZZY_LONGER_THAN ? 2 : 1) : Number(sign.slice(1));
      if (edits === 1 || edits === 2) return { kind: 'fuzzy', ...base, edits };
      const message = 'After “~” stands 1 or 2: how many letters may differ.';
      throw new Unreadable('query/unknown-number', message, start + begun.length);
    }
    const leaf: TextLeaf = { kind: 'word', ...base };
    if (boost === undefined) this.#last = { leaf, end: this.#at };
    return leaf;
  }

  #boost(text: string | undefined): number {
    if (text === undefined) return 1;
    const boost = Number(text);
    if (boost >= LEAST_BOOST && boost <= MOST_BOOST) return boost;
    const at = this.#at - text.length - 1;
    const message = `After “^” stands how much the word counts: a number from ${LEAST_BOOST} to ${MOST_BOOST}.`;
    throw new Unreadable('query/unknown-number', message, at);
  }

  /** The field whose name begins here, its colon read over; null when what begins here is none. */
  #field(): TypedField | null {
    const start = this.#at;
    const match = this.#tryMatch(FIELD);
    if (match === null) return null;
    const field = fieldTyped(match[1]!);
    if (field !== null) return field;
    const colon = this.#at;
    const isField = this.#tryMatch(VALUE_BEGINS) !== null;
    this.#at = start;
    if (!isField) return null;
    throw this.#unknownField(match[1]!, start, colon);
  }

  #unknownField(name: string, start: number, colon: number): Unreadable {
    const meant = fieldMeant(name);
    const advice =
      meant === null ? 'To search for the word, put a space after the colon.' : `Did you mean “${meant}:”?`;
    const typed = meant === null ? `${name}: ` : `${meant}:`;
    return new Unreadable(
      'query/unknown-field',
      `There is no field “${name}”. ${advice}`,
      start,
      this.text.slice(0, start) + typed + this.text.slice(colon),
    );
  }

  /** What stands between the quotation mark here and the one that closes it, which is read over. */
  #quoted(): string {
    const start = this.#at;
    const closers = QUOTES[this.text[start]!]!;
    let content = '';
    for (this.#at += 1; this.#at < this.text.length; this.#at += 1) {
      const unit = this.text[this.#at]!;
      if (closers.includes(unit)) {
        this.#at += 1;
        return content;
      }
      const next = this.text[this.#at + 1];
      if (unit === '\\' && next !== undefined && (next === '\\' || closers.includes(next))) this.#at += 1;
      content += this.text[this.#at]!;
    }
    const message = 'This quotation mark is not closed.';
    throw new Unreadable('query/unclosed-quote', message, start, `${this.text.trimEnd()}${closers[0]!}`);
  }

  #quoteHere(): boolean {
    return (this.text[this.#at] ?? '') in QUOTES;
  }

  /** A minus right before what it excludes. */
  #minus(): boolean {
    if (this.text[this.#at] !== '-' || !/[^\s)-]/u.test(this.text[this.#at + 1] ?? ' ')) return false;
    this.#at += 1;
    this.#mark('operator', this.#at - 1);
    return true;
  }

  #operator(name: 'OR' | 'AND' | 'NOT'): boolean {
    this.#skipSpaces();
    if (!this.#peekOperator(name)) return false;
    const start = this.#at;
    this.#at += name.length;
    this.#mark('operator', start);
    this.#last = null;
    return true;
  }

  #peekOperator(name?: string): boolean {
    this.#skipSpaces();
    OPERATOR.lastIndex = this.#at;
    const found = OPERATOR.exec(this.text)?.[1];
    return found !== undefined && (name === undefined || found === name);
  }

  /** Whether nothing more follows in these parentheses. */
  #isOver(): boolean {
    this.#skipSpaces();
    return this.#at >= this.text.length || this.text[this.#at] === ')';
  }

  #skipSpaces(): void {
    this.#tryMatch(SPACES);
  }

  #match(pattern: RegExp): RegExpExecArray {
    return this.#tryMatch(pattern)!;
  }

  #tryMatch(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  #mark(kind: QueryMark['kind'], start: number): void {
    this.marks.push({ kind, start, end: this.#at });
  }

  #incomplete(operator: string, at: number): Unreadable {
    return new Unreadable('query/incomplete', `“${operator}” needs something on both sides.`, at);
  }

  #deeper<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      throw new Unreadable('query/too-deep', 'There are too many parentheses in one another.', this.#at);
    }
    const result = read();
    this.#depth -= 1;
    return result;
  }
}
