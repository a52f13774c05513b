import { describe, expect, it } from 'vitest';
import { NO_ACTOR_DETAILS, type Actor } from '../coding/actor';
import { NOT_ASSESSED, type Assignment, type Excerpt } from '../coding/excerpt';
import type { ActorId, AssignmentId, CountryCode, ExcerptId, IsoInstant, ReportId, Sha256 } from '../ids';
import type { Report, ReportText } from '../report/report';
import { passageRow, type PassageSource } from './passage-row';

const reportId = 'r1' as ReportId;
const at = '2021-06-01T08:00:00.000Z' as IsoInstant;
const report: Report = {
  id: reportId,
  title: 'T',
  author: '',
  captured: '',
  source: '',
  sourceUrl: '',
  published: '2021',
  language: 'en',
  dek: '',
  revision: 1,
  textHash: '0'.repeat(64) as Sha256,
  blockCount: 2,
  wordCount: 4,
  story: '',
  importedAt: at,
  sample: false,
};
const text: ReportText = {
  reportId,
  revision: 1,
  text: '🚢 docks closed\n\n1 note 🚢 here',
  blocks: [
    { kind: 'paragraph', span: { start: 0, end: 15 }, section: ['A', 'B'] },
    { kind: 'footnote', label: '1', mentions: [], span: { start: 17, end: 31 }, section: [] },
  ],
};
const police: Actor = {
  id: 'a1' as ActorId,
  name: 'Police',
  colour: 1,
  createdAt: at,
  sample: false,
  ...NO_ACTOR_DETAILS,
};
const KAZ = 'KAZ' as CountryCode;

const excerpt = (start: number, end: number): Excerpt => ({
  id: 'e1' as ExcerptId,
  reportId,
  revision: 1,
  span: { start, end },
  quote: { exact: text.text.slice(start, end), prefix: '', suffix: '' },
  codes: [],
  anchoring: 'anchored',
  ...NOT_ASSESSED,
  createdBy: 'me',
  createdAt: at,
  modifiedAt: at,
});
const assignment = (position: number, pair: Assignment['pair']): Assignment => ({
  id: `as${position}` as AssignmentId,
  excerptId: 'e1' as ExcerptId,
  reportId,
  position,
  pair,
});
const source = (over: Partial<PassageSource>): PassageSource => ({
  report,
  text,
  excerpt: excerpt(3, 8),
  assignments: [],
  actorsById: new Map([[police.id, police]]),
  codesById: new Map(),
  countriesByCode: new Map([[KAZ, { name: 'Kazakhstan' }]]),
  memo: undefined,
  ...over,
});

describe('passageRow', () => {
  it('counts in code points and knows the section', () => {
    const row = passageRow(source({}));
    expect(row.position).toEqual({ start: 2, end: 7 });
    expect([...text.text].slice(2, 7).join('')).toBe('docks');
    expect(row.section).toEqual(['A', 'B']);
    expect(row.inFootnote).toBe(false);
    expect(row.memo).toBe('');
  });

  it('knows a passage that begins in a footnote', () => {
    const row = passageRow(source({ excerpt: excerpt(27, 31) }));
    expect(row.inFootnote).toBe(true);
    expect(row.section).toEqual([]);
  });

  it('names pairs in their order', () => {
    const row = passageRow(
      source({
        assignments: [
          assignment(2, { actorId: null, country: { code: 'XQQ' as CountryCode, role: 'mentioned' } }),
          assignment(0, { actorId: police.id, country: { code: KAZ, role: 'location' } }),
          assignment(1, { actorId: police.id, country: null }),
        ],
      }),
    );
    expect(row.pairs).toEqual([
      { actor: 'Police', country: { code: 'KAZ', name: 'Kazakhstan', role: 'location' } },
      { actor: 'Police', country: null },
      { actor: null, country: { code: 'XQQ', name: 'XQQ', role: 'mentioned' } },
    ]);
  });

  it('knows what a country is exported as where that differs', () => {
    const row = passageRow(
      source({
        assignments: [assignment(0, { actorId: null, country: { code: KAZ, role: 'location' } })],
        exportedAs: new Map([[KAZ, '']]),
      }),
    );
    expect(row.pairs[0]!.country).toEqual({
      code: 'KAZ',
      name: 'Kazakhstan',
      role: 'location',
      exportedAs: '',
    });
  });

  it('refuses a text of another revision and an actor that is not there', () => {
    expect(() => passageRow(source({ text: { ...text, revision: 2 } }))).toThrow(/not anchored/);
    const gone = assignment(0, { actorId: 'a9' as ActorId, country: null });
    expect(() => passageRow(source({ assignments: [gone] }))).toThrow(/does not exist/);
  });
});
