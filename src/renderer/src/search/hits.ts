import type { Excerpt } from '$domain/coding/excerpt';
import type { ExcerptId } from '$domain/ids';
import { blockAt, type BlockKind } from '$domain/report/report';
import type { Span } from '$domain/text/offsets';
import { matcherFor, type Match, type Matcher } from './matcher';
import type { Hit, MatchedForms, ReportHit } from './protocol';
import { coverage, cutSnippet } from './snippet';
import type { LoadedReport } from './source';
import type { ExpandedLeaf } from './text/expansion';

/** Hits returned of one report. */
const HITS_PER_REPORT = 5;
/** Spellings told of each word. */
const FORMS_SHOWN = 8;

export interface ChosenPassages {
  /** Passages that answer the whole query. */
  readonly matching: ReadonlySet<ExcerptId>;
  /** Passages that satisfy the filters, whatever their words; all of them without filters. */
  readonly fitting: ReadonlySet<ExcerptId>;
}

interface RankedHit {
  readonly hit: Hit;
  readonly covered: number;
  readonly found: number;
}

const KINDS: readonly Hit['kind'][] = ['passage', 'memo', 'text'];

/** A leaf that the query seeks: as typed, and what it stands for in the index. */
export interface SoughtLeaf {
  readonly raw: string;
  readonly expanded: ExpandedLeaf;
}

/**
 * Where a report answers a query: matching passages, memos, and blocks of its text that no such passage covers. Best
 * are hits that answer most leaves; then passages, memos, text; then those with most matches; then as they stand.
 * Where no words are sought the matching passages are the hits.
 */
export function reportHits(
  report: LoadedReport,
  sought: readonly SoughtLeaf[],
  chosen: ChosenPassages,
): Pick<ReportHit, 'titleMatches' | 'matchCount' | 'hits' | 'forms'> {
  const matcher = matcherFor(sought.map(({ expanded }) => expanded));
  const { text, blocks } = report.text;
  const kindAt = (offset: number): BlockKind => blockAt(blocks, offset)?.kind ?? 'paragraph';
  const inText = matcher(text, kindAt);
  const inTitle = matcher(report.title, () => 'title');
  const found: RankedHit[] = [];
  const covered: Span[] = [];

  for (const excerpt of report.excerpts) {
    if (!chosen.matching.has(excerpt.id)) continue;
    const hit = passageHit(report, excerpt, inText, sought.length === 0, matcher);
    if (hit === null) continue;
    found.push(hit);
    if (excerpt.revision === report.text.revision) covered.push(excerpt.span);
  }
  if (sought.length > 0) {
    const byId = new Map(report.excerpts.map((excerpt) => [excerpt.id, excerpt]));
    for (const memo of report.memos) {
      const excerpt = byId.get(memo.excerptId);
      const matches = matcher(memo.text, () => 'memo');
      if (excerpt === undefined || matches.length === 0 || !chosen.fitting.has(excerpt.id)) continue;
      found.push(
        rank(memo.text, { start: 0, end: memo.text.length }, matches, {
          kind: 'memo',
          excerptId: excerpt.id,
          span: excerpt.revision === report.text.revision ? excerpt.span : NOWHERE,
          section: sectionOf(report, excerpt),
        }),
      );
    }
    const open = inText.filter((match) => !covered.some((span) => holds(span, match)));
    const textHits = blocks.flatMap((block) => {
      const matches = inside(open, block.span);
      const base = { kind: 'text', section: block.section } as const;
      return matches.length === 0 ? [] : [{ block, ranked: rank(text, block.span, matches, base) }];
    });
    // The title is on show above the hits: it is a hit of its own only where there is no other.
    const body = textHits.filter(({ block }) => block.kind !== 'title');
    const shown = body.length + found.length > 0 ? body : textHits;
    found.push(...shown.map(({ ranked }) => ranked));
  }

  found.sort(
    (a, b) =>
      b.covered - a.covered ||
      KINDS.indexOf(a.hit.kind) - KINDS.indexOf(b.hit.kind) ||
      b.found - a.found ||
      a.hit.span.start - b.hit.span.start,
  );
  return {
    titleMatches: inTitle.map(bare),
    forms: formsIn(sought, [
      ...inText.map(({ clause, ...span }) => ({ clause, words: text.slice(span.start, span.end) })),
      ...inTitle.map(({ clause, ...span }) => ({ clause, words: report.title.slice(span.start, span.end) })),
    ]),
    matchCount: found.length,
    hits: found.slice(0, HITS_PER_REPORT).map(({ hit }) => hit),
  };
}

/** How each leaf is spelt where it was found, and how often. */
function formsIn(
  sought: readonly SoughtLeaf[],
  found: readonly { readonly clause: number; readonly words: string }[],
): MatchedForms[] {
  return sought.flatMap(({ raw }, clause) => {
    const counts = new Map<string, number>();
    for (const { words } of found.filter((each) => each.clause === clause)) {
      const form = words.toLocaleLowerCase('und');
      counts.set(form, (counts.get(form) ?? 0) + 1);
    }
    const forms = [...counts].sort((a, b) => b[1] - a[1]).slice(0, FORMS_SHOWN);
    return forms.length === 0 ? [] : [{ asked: raw, forms: forms.map(([form, count]) => ({ form, count })) }];
  });
}

/** Of a passage that is lost since its report was corrected. */
const NOWHERE: Span = { start: 0, end: 0 };

/** Null when a passage answers the words by its memo alone: the memo is the hit then. */
function passageHit(
  report: LoadedReport,
  excerpt: Excerpt,
  inText: readonly Match[],
  withoutWords: boolean,
  matcher: Matcher,
): RankedHit | null {
  const base = {
    kind: 'passage',
    excerptId: excerpt.id,
    span: excerpt.span,
    section: sectionOf(report, excerpt),
  } as const;
  if (excerpt.revision === report.text.revision) {
    const matches = inside(inText, excerpt.span);
    if (matches.length === 0 && !withoutWords) return null;
    return rank(report.text.text, excerpt.span, matches, base);
  }
  // Anchored in an older text: its own words are all there is to show.
  const { exact } = excerpt.quote;
  const matches = matcher(exact, () => 'paragraph');
  if (matches.length === 0 && !withoutWords) return null;
  return rank(exact, { start: 0, end: exact.length }, matches, { ...base, span: NOWHERE });
}

function rank(
  text: string,
  region: Span,
  matches: readonly Match[],
  base: Pick<Hit, 'kind' | 'section'> & Partial<Pick<Hit, 'span' | 'excerptId'>>,
): RankedHit {
  const { span, clipped, matches: shown } = cutSnippet(text, region, matches);
  const hit: Hit = {
    span: { start: shown[0]?.start ?? span.start, end: shown.at(-1)?.end ?? span.end },
    ...base,
    snippet: text.slice(span.start, span.end),
    snippetStart: span.start,
    clipped,
    matches: shown.map(bare),
  };
  return { hit, covered: coverage(shown), found: shown.length };
}

function sectionOf(report: LoadedReport, excerpt: Excerpt): readonly string[] {
  if (excerpt.revision !== report.text.revision) return [];
  return blockAt(report.text.blocks, excerpt.span.start)?.section ?? [];
}

function inside(matches: readonly Match[], span: Span): Match[] {
  return matches.filter((match) => holds(span, match));
}

function holds(outer: Span, inner: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function bare({ start, end }: Span): Span {
  return { start, end };
}
