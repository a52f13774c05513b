import sampleText from '../../../../resources/sample/kazakhstan-january-2022.txt?raw';
import { findQuote } from '$domain/anchor/selectors';
import { NOT_ASSESSED, type CountryRole, type ExcerptStatus } from '$domain/coding/excerpt';
import type { CountryCode } from '$domain/ids';
import { textOf } from '../storage/reads';
import type { Archive } from './archive';
import { draftReports } from './draft-reports';
import { importReports } from './import-reports';
import { tagPassage } from './tag-passage';

type SamplePair = readonly [actor: string | null, country?: string, role?: CountryRole];
interface SamplePassage {
  readonly quote: string;
  readonly pairs: readonly SamplePair[];
  readonly memo?: string;
  readonly status?: ExcerptStatus;
}

const PASSAGES: readonly SamplePassage[] = [
  {
    quote:
      'Foreign soldiers began to arrive in Kazakhstan on January 6, sent by the Collective Security Treaty Organization',
    pairs: [['CSTO', 'KAZ', 'location']],
    status: 'confirmed',
  },
  {
    quote: 'Between 200 and 250 people met in the morning on Almaty’s Republic Square.',
    pairs: [['Protesters', 'KAZ', 'location']],
    status: 'confirmed',
  },
  {
    quote: 'By the evening the Interior Ministry declared the square empty.',
    pairs: [
      ['Interior Ministry', 'KAZ', 'affiliation'],
      ['Protesters', 'KAZ', 'location'],
    ],
    status: 'claimed',
  },
  {
    quote:
      'Two hospitals in Almaty were reportedly encircled, so that neither patients nor doctors could get in.',
    pairs: [['Protesters', 'KAZ', 'location']],
    memo: 'Reported only; no source inside the hospitals.',
    status: 'claimed',
  },
  {
    quote: 'The Interior Ministry gave the number of arrests across the country as 2,298 or more',
    pairs: [['Interior Ministry', 'KAZ', 'affiliation']],
    status: 'claimed',
  },
  {
    quote: '18 police dead and no fewer than 784 police and National Guard hurt',
    pairs: [
      ['Police', 'KAZ', 'affiliation'],
      ['National Guard', 'KAZ', 'affiliation'],
    ],
    memo: 'The ministry counts its own losses; there is no figure for civilians.',
    status: 'claimed',
  },
  {
    quote: 'police dead',
    pairs: [['Police', 'KAZ', 'affiliation']],
  },
  {
    quote: 'Shops lost about 57 million dollars to looters',
    pairs: [['Union of Trade Networks', 'KAZ', 'affiliation']],
  },
  {
    quote: 'Moscow’s Foreign Ministry commented on the dispatch of troops by the CSTO.',
    pairs: [
      ['Russian Foreign Ministry', 'RUS', 'affiliation'],
      ['CSTO', 'KAZ', 'mentioned'],
    ],
  },
  {
    quote:
      'Alexander Lukashenko, who rules Belarus, asked the protesters in the name of his people to talk to Tokayev',
    pairs: [
      ['Alexander Lukashenko', 'BLR', 'affiliation'],
      ['Protesters', 'KAZ', 'mentioned'],
    ],
  },
  {
    quote: 'The Taliban called on both sides to settle their quarrel by talking and without bloodshed.',
    pairs: [['Taliban', 'AFG', 'affiliation']],
  },
];

/**
 * Imports the sample as any other report, and tags its passages. Ends early when the disk does not let it: the archive is
 * of use without. Throws when the sample no longer fits its passages.
 */
export async function importSample(archive: Archive): Promise<void> {
  const bytes = new TextEncoder().encode(sampleText);
  const source = {
    name: 'kazakhstan-january-2022.txt',
    read: () => Promise.resolve({ ok: true as const, value: bytes }),
  };
  const [candidate] = await draftReports(archive, [source]);
  if (candidate?.kind !== 'ready') throw new Error('The sample report cannot be read.');
  const [outcome] = await importReports(archive, [{ candidate, metadata: candidate.draft.metadata }], {
    sample: true,
    undoable: false,
  });
  if (outcome?.kind !== 'imported') return;
  const text = await textOf(archive.db, outcome.report);
  if (!text) throw new Error('The text of the sample report is missing.');
  for (const { quote, pairs, memo = '', status = null } of PASSAGES) {
    const [span] = findQuote(text.text, quote);
    if (!span) throw new Error(`The sample report does not say: ${quote}`);
    const coding = {
      pairs: pairs.map(([actor, country, role = 'affiliation']) => ({
        actor: actor === null ? null : { kind: 'new' as const, name: actor },
        country: country === undefined ? null : { code: country as CountryCode, role },
      })),
      codes: [],
      memo,
      ...NOT_ASSESSED,
      status,
    };
    const tagged = await tagPassage(archive, text, span, coding, {
      sample: true,
      undoable: false,
    });
    if (!tagged.ok) return;
  }
}
