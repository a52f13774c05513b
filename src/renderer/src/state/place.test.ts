import { describe, expect, it } from 'vitest';
import { readPlace, type Place } from './place';

const place: Place = {
  view: 'reports',
  search: 'actor:police',
  reportId: 'r1' as Place['reportId'],
  top: 1200,
  activeId: null,
  selection: { start: 10, end: 42 },
  palette: {
    mode: 'create',
    span: { start: 10, end: 42 },
    draft: {
      codes: [{ kind: 'new', name: 'Strike' }],
      added: [
        { actor: { kind: 'new', name: 'Ferry crews' }, country: { code: 'NOR' as never, role: 'location' } },
      ],
      actor: { kind: 'existing', id: 'a1' as never },
      actorText: 'Harbour board',
      country: null,
      countryText: 'Nor',
      role: null,
      memo: 'Half a thought',
      status: 'claimed',
      confidence: 'high',
      important: true,
      eventDate: '2022-01',
    },
  },
  correction: { reportId: 'r2' as Place['reportId'] & string, revision: 1, draft: 'Half a sentence' },
};

describe('readPlace', () => {
  it('reads back what was kept', () => {
    expect(readPlace(JSON.stringify(place))).toEqual(place);
    const edit = { ...place, palette: { mode: 'edit', excerptId: 'e1', draft: null } };
    expect(readPlace(JSON.stringify(edit))).toEqual(edit);
    const idle = { ...place, reportId: null, top: null, selection: null, palette: null, correction: null };
    expect(readPlace(JSON.stringify(idle))).toEqual(idle);
  });

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an unknown view', JSON.stringify({ ...place, view: 'elsewhere' })],
    ['no search', JSON.stringify({ ...place, search: undefined })],
    ['a span the wrong way round', JSON.stringify({ ...place, selection: { start: 9, end: 3 } })],
    ['half an offset', JSON.stringify({ ...place, top: 1.5 })],
    ['an offset before the text', JSON.stringify({ ...place, top: -1 })],
    ['an unknown palette', JSON.stringify({ ...place, palette: { mode: 'other', draft: null } })],
    ['an unknown role', JSON.stringify(place).replace('"location"', '"elsewhere"')],
    ['a status that is none', JSON.stringify(place).replace('"claimed"', '7')],
  ])('ignores %s', (_name, json) => {
    expect(readPlace(json)).toBeNull();
  });
});
