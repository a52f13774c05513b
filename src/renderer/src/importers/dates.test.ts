import { describe, expect, it } from 'vitest';
import { readDate } from './dates';
import { readDateline, readMetadataLine } from './metadata';

describe('readDate', () => {
  it.each([
    ['6 January 2022', '2022-01-06'],
    ['January 6, 2022', '2022-01-06'],
    ['Jan. 6, 2022', '2022-01-06'],
    ['6th of January 2022', '2022-01-06'],
    ['Thursday, January 6, 2022', '2022-01-06'],
    ['Thursday 6 January 2022', '2022-01-06'],
    ['2022-01-06', '2022-01-06'],
    ['2022-01-06T18:45:00+06:00', '2022-01-06'],
    ['2022/1/6', '2022-01-06'],
    ['06.01.2022', '2022-01-06'],
    ['06.01.2022, 18:45', '2022-01-06'],
    ['13/01/2022', '2022-01-13'],
    ['01/13/2022', '2022-01-13'],
    ['03/04/2022', '2022'],
    ['6 января 2022', '2022-01-06'],
    ['6 января 2022 года', '2022-01-06'],
    ['6 қаңтар 2022', '2022-01-06'],
    ['2022 жылғы 6 қаңтар', '2022-01-06'],
    ['6 січня 2022', '2022-01-06'],
    ['6. Januar 2022', '2022-01-06'],
    ['6 de enero de 2022', '2022-01-06'],
    ['1er janvier 2022', '2022-01-01'],
    ['6:45 pm, January 6, 2022', '2022-01-06'],
    ['January 6, 2022 at 6:45 p.m.', '2022-01-06'],
    ['2022年1月6日', '2022-01-06'],
    ['2022 ж. 6 қаңтар', '2022-01-06'],
    ['2022-жылдын 6-январы', '2022-01-06'],
    ['٦ يناير ٢٠٢٢', '2022-01-06'],
    ['6 בינואר 2022', '2022-01-06'],
    ['6 janvier 2022 à 18h40', '2022-01-06'],
    ['6 de janeiro de 2022', '2022-01-06'],
    ['January 2022', '2022-01'],
    ['2022-01', '2022-01'],
    ['29 February 2024', '2024-02-29'],
    ['29 February 2023', null],
    ['31.04.2022', null],
    ['January 6', null],
    ['2022', null],
    ['6 Smarch 2022', null],
    ['On January 6, 2022, troops arrived.', null],
  ])('%s is %s', (text, expected) => {
    expect(readDate(text)).toBe(expected);
  });
});

describe('readMetadataLine', () => {
  it.each([
    ['Source: Meduza', { source: 'Meduza' }],
    ['Источник: «Медиазона»', { source: '«Медиазона»' }],
    ['Source: Meduza, 6 January 2022', { source: 'Meduza', published: '2022-01-06' }],
    [
      'Source: Meduza (https://meduza.example/x)',
      { source: 'Meduza', sourceUrl: 'https://meduza.example/x' },
    ],
    [
      'Source: https://www.meduza.example/x',
      { source: 'meduza.example', sourceUrl: 'https://www.meduza.example/x' },
    ],
    ['Meduza | 6 January 2022', { source: 'Meduza', published: '2022-01-06' }],
    ['6 January 2022 · The Steppe Times', { source: 'The Steppe Times', published: '2022-01-06' }],
    ['By Ann Example, Reuters', { author: 'Ann Example', source: 'Reuters' }],
    ['By Ann Example', { author: 'Ann Example' }],
    ['Published: 2022', { published: '2022' }],
    ['Published on 14 May 2020 at 18:30', { published: '2020-05-14' }],
    ['https://example.org/a', { sourceUrl: 'https://example.org/a' }],
    ['Reuters', { source: 'Reuters' }],
    ['Almaty, January 6, 2022', { published: '2022-01-06' }],
    ['Harbour Bulletin, 4 May 2023', { source: 'Harbour Bulletin', published: '2023-05-04' }],
    ['Reuters, 4 May 2023', { source: 'Reuters', published: '2023-05-04' }],
    ['New York, 4 May 2023', { published: '2023-05-04' }],
    ['As of 12 May 2023', { published: '2023-05-12' }],
    ['Updated at 18:40', {}],
    ['Story by Ann Example', {}],
    ['Protests begin – 2 January 2022', null],
    ['Flash Update No. 1 – 7 January 2022', null],
    ['Note: the figures are old', null],
    ['See https://example.org for more', null],
  ])('%s', (line, expected) => {
    expect(readMetadataLine(line)).toEqual(expected);
  });

  it.each([
    ['ALMATY, Jan 6 (Reuters) - Police', { source: 'Reuters' }],
    ['(AP) — Police', { source: 'AP' }],
    ['NUR-SULTAN, January 6, 2022 (KazTAG) — Police', { source: 'KazTAG', published: '2022-01-06' }],
    ['АЛМА-АТА, 6 января. /ТАСС/. Полиция', { source: 'ТАСС' }],
    ['МОСКВА, 6 янв 2022 — РИА Новости. Полиция', { source: 'РИА Новости', published: '2022-01-06' }],
    ['Алматы. 6 января. ИНТЕРФАКС-КАЗАХСТАН – Полиция', { source: 'ИНТЕРФАКС-КАЗАХСТАН' }],
    ['The alliance (CSTO) — a league — met', null],
  ])('dateline: %s', (text, expected) => {
    expect(readDateline(text)).toEqual(expected);
  });
});
