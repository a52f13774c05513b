import type { Sha256, ReportId } from '$domain/ids';
import { storyOf, type Report, type ReportDraft } from '$domain/report/report';
import type { Failure } from '$domain/result';
import { likeness, likenessKeys, SAME_STORY, shingles } from '$domain/story/likeness';
import type { FoundReport, Offer, SourceFile } from '../importers/importer';
import { sha256 } from '../platform/ports';
import { correctedReports, reportsByTextHash } from '../storage/reads';
import type { Archive } from './archive';
import type { ImportSource } from './import-sources';
import { inParallel } from './in-parallel';
import type { Work } from './progress';
import { mostLike, MOST_COMPARED, type ComparedText } from './stories';

export type { ColumnMapping, Offer, ReadChoices } from '../importers/importer';

/** Where a candidate comes from. */
interface CandidateOrigin {
  /** The file, and where in it when it holds several: `week.zip › monday.html`. */
  readonly name: string;
  /** Place of its source among those given, from 0. */
  readonly source: number;
}

/** What became of a report found in a source before anything is saved. */
export type Candidate =
  | ReadyCandidate
  | (CandidateOrigin & {
      readonly kind: 'duplicate';
      readonly draft: ReportDraft;
      readonly of: SameText;
    })
  | (CandidateOrigin & { readonly kind: 'refused'; readonly failure: Failure });

export interface ReadyCandidate extends CandidateOrigin {
  readonly kind: 'ready';
  readonly draft: ReportDraft;
  /** The file that is kept as its original. */
  readonly original: SourceFile;
  readonly textHash: Sha256;
  /** Keys that texts of the same story have in common. */
  readonly keys: readonly number[];
  /** What tells the same story in much the same words; null when nothing does. */
  readonly like: Like | null;
}

/** Another report, or an earlier candidate, that is not the same text but much like it. */
export interface Like {
  readonly of: SameText;
  /** Share of what both say, from 0 to 1. */
  readonly share: number;
}

/** What has the same text already: a report of the archive, or an earlier file of the same import. */
export type SameText =
  | { readonly kind: 'report'; readonly reportId: ReportId; readonly title: string; readonly story: ReportId }
  | { readonly kind: 'candidate'; readonly candidate: ReadyCandidate };

/** Sources that are read from the disk at the same time. */
const READ_AT_ONCE = 4;

/**
 * Reads and parses sources; saves nothing. A bad file becomes a refused candidate, never an exception.
 * The same text twice, in the archive or among the sources, becomes a duplicate. When aborted, the candidates so far.
 */
export async function draftReports(
  archive: Archive,
  sources: readonly ImportSource[],
  options: Work = {},
): Promise<Candidate[]> {
  const readings = await readSources(archive, sources, options);
  return withoutTwins(
    archive,
    readings.flatMap(({ parsed }) => parsed),
  );
}

/** What a source holds, and what can be chosen about how it is read. */
export interface SourceReading {
  readonly parsed: readonly Parsed[];
  readonly offers: readonly Offer[];
}

/** Reads and parses sources; saves nothing. When aborted, the readings of those that were reached, in their order. */
export async function readSources(
  archive: Archive,
  sources: readonly ImportSource[],
  options: Work = {},
): Promise<SourceReading[]> {
  const readings: (SourceReading | undefined)[] = [];
  let done = 0;
  await inParallel(sources, READ_AT_ONCE, options.signal, async (source, index) => {
    const parsed: Parsed[] = [];
    const offers = await readSource(
      archive,
      source,
      index,
      (found) => void parsed.push(found),
      options.signal,
    );
    readings[index] = { parsed, offers };
    done += 1;
    options.onProgress?.({ done, total: sources.length });
  });
  return readings.filter((reading) => reading !== undefined);
}

/** Marks the texts that the archive has already, or an earlier candidate, and those that are much like another one. */
export async function withoutTwins(archive: Archive, parsed: readonly Parsed[]): Promise<Candidate[]> {
  const seen = new Map<Sha256, SameText>();
  const known = await reportsByTextHash(
    archive.db,
    parsed.flatMap((item) => (item.kind === 'ready' ? [item.textHash] : [])),
  );
  for (const [hash, report] of [...known, ...(await correctedSince(archive, parsed))]) {
    if (!seen.has(hash)) seen.set(hash, sameTextAs(report));
  }
  const earlier = new EarlierTexts();
  const candidates: Candidate[] = [];
  for (const item of parsed) {
    if (item.kind === 'refused') {
      candidates.push(item);
      continue;
    }
    const { name, source, draft } = item;
    const of = seen.get(item.textHash);
    if (of) {
      candidates.push({ kind: 'duplicate', name, source, draft, of });
      continue;
    }
    const runs = shingles(draft.text);
    const keys = likenessKeys(runs);
    const candidate = { ...item, keys, like: await likeOf(archive, earlier, { shingles: runs, keys }) };
    seen.set(item.textHash, { kind: 'candidate', candidate });
    earlier.add(candidate, runs);
    candidates.push(candidate);
  }
  return candidates;
}

interface EarlierText {
  readonly candidate: ReadyCandidate;
  readonly shingles: ReadonlySet<number>;
}

/** Candidates of the same import, by the keys of their texts. */
class EarlierTexts {
  readonly #byKey = new Map<number, EarlierText[]>();

  add(candidate: ReadyCandidate, runs: ReadonlySet<number>): void {
    const text = { candidate, shingles: runs };
    for (const key of candidate.keys) {
      const texts = this.#byKey.get(key);
      if (texts) texts.push(text);
      else this.#byKey.set(key, [text]);
    }
  }

  mostLike(text: ComparedText): Like | null {
    const shared = new Map<EarlierText, number>();
    for (const key of text.keys) {
      for (const each of this.#byKey.get(key) ?? []) shared.set(each, (shared.get(each) ?? 0) + 1);
    }
    const likely = [...shared].sort(([, a], [, b]) => b - a).slice(0, MOST_COMPARED);
    let best: Like | null = null;
    for (const [{ candidate, shingles: runs }] of likely) {
      const share = likeness(text.shingles, runs);
      if (share >= (best?.share ?? SAME_STORY)) best = { of: { kind: 'candidate', candidate }, share };
    }
    return best;
  }
}

async function likeOf(archive: Archive, earlier: EarlierTexts, text: ComparedText): Promise<Like | null> {
  const here = earlier.mostLike(text);
  const there = await mostLike(archive, text);
  if (there === null || (here !== null && here.share > there.share)) return here;
  return { of: sameTextAs(there.report), share: there.share };
}

function sameTextAs(report: Report): SameText {
  return { kind: 'report', reportId: report.id, title: report.title, story: storyOf(report) };
}

/** Candidates, by their text, whose very file was imported before and its text corrected since. */
async function correctedSince({ db }: Archive, parsed: readonly Parsed[]): Promise<[Sha256, Report][]> {
  const byFile = new Map(
    (await correctedReports(db)).map(({ report, original }) => [original?.sha256, report]),
  );
  if (byFile.size === 0) return [];
  const found = await Promise.all(
    parsed.map(async (item): Promise<[Sha256, Report][]> => {
      const report = item.kind === 'ready' ? byFile.get(await sha256(item.original.bytes)) : undefined;
      return item.kind === 'ready' && report ? [[item.textHash, report]] : [];
    }),
  );
  return found.flat();
}

/** What was found in a source, before it is compared with anything else. */
export type Parsed = Omit<ReadyCandidate, 'keys' | 'like'> | Extract<Candidate, { readonly kind: 'refused' }>;

/**
 * Reads one source, which is the one at place `at` of those given, and hands over each report in it as it is found. The
 * value is what can be chosen about it.
 */
export async function readSource(
  archive: Archive,
  source: ImportSource,
  at: number,
  onFound: (found: Parsed) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<readonly Offer[]> {
  const refuse = async (failure: Failure, within = ''): Promise<void> =>
    onFound({ kind: 'refused', name: nameWithin(source.name, within), source: at, failure });
  const bytes = await source.read();
  if (!bytes.ok) {
    await refuse(bytes.error);
    return [];
  }
  const file: SourceFile = {
    name: source.name.slice(source.name.lastIndexOf('/') + 1),
    bytes: bytes.value,
  };
  const take = async ({ within, result, original = file }: FoundReport): Promise<void> => {
    if (!result.ok) return refuse(result.error, within);
    const draft = result.value;
    return onFound({
      kind: 'ready',
      name: nameWithin(source.name, within),
      source: at,
      draft,
      original,
      textHash: await sha256(draft.text),
    });
  };
  const read = await archive.importer.read(file, take, {
    ...(signal ? { signal } : {}),
    ...(source.choices ? { choices: source.choices } : {}),
  });
  if (read.ok) return read.value;
  await refuse(read.error);
  return [];
}

const nameWithin = (name: string, within: string): string => (within === '' ? name : `${name} › ${within}`);
