import { expect, test } from 'vitest';
import { dateBuckets } from './date-buckets';

const brief = (dates: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const date of dates) counts.set(date, (counts.get(date) ?? 0) + 1);
  const { buckets, undated } = dateBuckets(counts);
  return { bars: buckets.map(({ date, count }) => `${date} ${count}`), undated };
};

test.each<[string, string[], string[], number]>([
  ['nothing', [], [], 0],
  [
    'days with gaps between',
    ['2022-01-30', '2022-02-01', '2022-02-01'],
    ['2022-01-30 1', '2022-01-31 0', '2022-02-01 2'],
    0,
  ],
  ['unknown dates and vague ones', ['', '2022', '2022-01-05', '2022-01-05'], ['2022-01-05 2'], 2],
  ['mostly months', ['2021-12', '2022-02', '2022-02-03'], ['2021-12 1', '2022-01 0', '2022-02 2'], 0],
  ['mostly years', ['1991', '1993', '1993-05'], ['1991 1', '1992 0', '1993 2'], 0],
  [
    'days too far apart',
    ['2021-12-01', '2022-03-15'],
    ['2021-12 1', '2022-01 0', '2022-02 0', '2022-03 1'],
    0,
  ],
  [
    'months too far apart',
    ['2010-01-01', '2016-01-01'],
    ['2010 1', '2011 0', '2012 0', '2013 0', '2014 0', '2015 0', '2016 1'],
    0,
  ],
  ['centuries', ['1801', '1999'], ['1801 1', '1999 1'], 0],
  ['no dates known', ['', ''], [], 2],
])('%s', (_, dates, bars, undated) => {
  expect(brief(dates)).toEqual({ bars, undated });
});
