/** Texts of the shapes that reports come in, and what must be read from them. The words are our own. */
export interface ImportCase {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** Metadata that must be found, among others. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Per block: kind with level and label, and its text; a footnote ends with what it is mentioned by. */
  readonly outline: readonly string[];
}

const LEAD =
  'The harbour stood still for an eighth day on Tuesday as talks between the dockers and the port authority broke down.';
const MORE =
  'Ships wait outside the bay, and shops inland begin to run short of fruit and medicine, the chamber of trade said.';

export const CASES: readonly ImportCase[] = [
  {
    name: 'a page saved as one line per paragraph: promotion in another script, unmarked headings, a term as footnote',
    file: 'strike.txt',
    text: [
      'Скачайте приложение и читайте нас где угодно.',
      'Harbour strike enters its second week',
      LEAD,
      'Actions by dockers',
      '- Some 300 people met at gate 4.',
      '- A march is planned for Friday.',
      'Actions by the authority',
      '- The authority asked the ITF to mediate.',
      '(1) The ITF',
      'A federation of transport workers.',
    ].join('\n'),
    metadata: { title: 'Harbour strike enters its second week', language: 'en', published: '', source: '' },
    outline: [
      'paragraph: Скачайте приложение и читайте нас где угодно.',
      'title: Harbour strike enters its second week',
      `paragraph: ${LEAD}`,
      'heading 1: Actions by dockers',
      'list-item 1: Some 300 people met at gate 4.',
      'list-item 1: A march is planned for Friday.',
      'heading 1: Actions by the authority',
      'list-item 1: The authority asked the ITF to mediate.',
      'footnote <1>: (1) The ITF↵A federation of transport workers. ← ITF',
    ],
  },
  {
    name: 'a text wrapped at 60 characters, with dek, imprint and bracketed footnote',
    file: 'wrapped.txt',
    text: `Floods force thousands from their homes in the delta

Officials say that more rain is on the way

Source: The Delta Courier
Published: 3 March 2021

Several thousand people left their homes on Wednesday after
the river broke its banks in three places. Schools stayed
shut.

What we know

- The water rose by two metres in one night, the highest
  level since records began.
- Two bridges are closed to traffic. Engineers will look at
them on Thursday morning.

BACKGROUND

The delta has flooded four times in ten years. Farmers blame
a dam upstream, whose gates[1] were opened late.

[1] The gates were built in 1974 and
renewed in 2002.
`,
    metadata: { source: 'The Delta Courier', published: '2021-03-03' },
    outline: [
      'title: Floods force thousands from their homes in the delta',
      'dek: Officials say that more rain is on the way',
      'paragraph: Source: The Delta Courier',
      'paragraph: Published: 3 March 2021',
      'paragraph: Several thousand people left their homes on Wednesday after the river broke its banks in three places. Schools stayed shut.',
      'heading 1: What we know',
      'list-item 1: The water rose by two metres in one night, the highest level since records began.',
      'list-item 1: Two bridges are closed to traffic. Engineers will look at them on Thursday morning.',
      'heading 1: BACKGROUND',
      'paragraph: The delta has flooded four times in ten years. Farmers blame a dam upstream, whose gates[1] were opened late.',
      'footnote <1>: [1] The gates were built in 1974 and renewed in 2002. ← [1]',
    ],
  },
  {
    name: 'a site’s own lines around the report, nested bullets without indent, a question as heading',
    file: 'site.txt',
    text: [
      'news',
      'Harbour strike enters its second week',
      'Dock workers vow to stay out until their pay is raised',
      '6:45 pm, January 6, 2022 Source: Meduza',
      'Subscribe to our newsletter',
      `${LEAD} ${MORE}`,
      'Who is on strike?',
      '• Crane drivers',
      '◦ the night shift',
      '• Tug crews',
      'Background',
      `The port was sold in 2015. ${MORE}`,
      'Share this article',
      'Facebook Twitter Telegram',
    ].join('\r\n'),
    metadata: { title: 'Harbour strike enters its second week', source: 'Meduza', published: '2022-01-06' },
    outline: [
      'paragraph: news',
      'title: Harbour strike enters its second week',
      'dek: Dock workers vow to stay out until their pay is raised',
      'paragraph: 6:45 pm, January 6, 2022 Source: Meduza',
      'paragraph: Subscribe to our newsletter',
      `paragraph: ${LEAD} ${MORE}`,
      'heading 1: Who is on strike?',
      'list-item 1: Crane drivers',
      'list-item 2: the night shift',
      'list-item 1: Tug crews',
      'heading 1: Background',
      `paragraph: The port was sold in 2015. ${MORE}`,
      'paragraph: Share this article',
      'paragraph: Facebook Twitter Telegram',
    ],
  },
  {
    name: 'labelled imprint, numbered and lettered items, a star as footnote',
    file: 'fields.txt',
    text: `Title: Crowds return to the square
Source: The Steppe Times
Date: January 6, 2022
URL: https://steppe.example/a/b

${LEAD}

Demands:
1) Free the prisoners
2) Lower the price of gas
   a) for cars
   b) for homes

The first speaker* left early.

* He asked not to be named.`,
    metadata: {
      title: 'Crowds return to the square',
      source: 'The Steppe Times',
      sourceUrl: 'https://steppe.example/a/b',
      published: '2022-01-06',
    },
    outline: [
      'paragraph: Title: Crowds return to the square',
      'paragraph: Source: The Steppe Times',
      'paragraph: Date: January 6, 2022',
      'paragraph: URL: https://steppe.example/a/b',
      `paragraph: ${LEAD}`,
      'heading 1: Demands:',
      'list-item 1 <1)>: 1) Free the prisoners',
      'list-item 1 <2)>: 2) Lower the price of gas',
      'list-item 2 <a)>: a) for cars',
      'list-item 2 <b)>: b) for homes',
      'paragraph: The first speaker* left early.',
      'footnote <*>: * He asked not to be named. ← *',
    ],
  },
  {
    name: 'numbered headings, a byline, and numbered notes below their heading',
    file: 'numbered.txt',
    text: `Annual review of the border region

By Ann Example, Reuters
12.03.2020

1. Background

${LEAD}

1.1 Patrols

${MORE}

2. Outlook

${LEAD}

Notes
1. The agreement of 2019.
2. Figures by the observers.`,
    metadata: { source: 'Reuters', published: '2020-03-12' },
    outline: [
      'title: Annual review of the border region',
      'paragraph: By Ann Example, Reuters',
      'paragraph: 12.03.2020',
      'heading 1: 1. Background',
      `paragraph: ${LEAD}`,
      'heading 2: 1.1 Patrols',
      `paragraph: ${MORE}`,
      'heading 1: 2. Outlook',
      `paragraph: ${LEAD}`,
      'heading 1: Notes',
      'footnote <1>: 1. The agreement of 2019.',
      'footnote <2>: 2. Figures by the observers.',
    ],
  },
  {
    name: 'a Russian report with dashes as bullets; a mark in the text wins over the term',
    file: 'strike-ru.txt',
    text: [
      'Забастовка шахтёров продолжается второй день',
      '6 января 2022',
      'Источник: Степной вестник',
      'Шахтёры двух рудников отказались выйти на смену. Они требуют поднять зарплату и вернуть автобусы до посёлка.',
      'Действия бастующих',
      '— Около трёхсот человек собрались у проходной.',
      '— Переговоры (1) начнутся в среду.',
      '(1) Переговоры',
      'Встречи рабочих и директора.',
    ].join('\n'),
    metadata: { source: 'Степной вестник', published: '2022-01-06', language: 'ru' },
    outline: [
      'title: Забастовка шахтёров продолжается второй день',
      'paragraph: 6 января 2022',
      'paragraph: Источник: Степной вестник',
      'paragraph: Шахтёры двух рудников отказались выйти на смену. Они требуют поднять зарплату и вернуть автобусы до посёлка.',
      'heading 1: Действия бастующих',
      'list-item 1: Около трёхсот человек собрались у проходной.',
      'list-item 1: Переговоры (1) начнутся в среду.',
      'footnote <1>: (1) Переговоры↵Встречи рабочих и директора. ← (1)',
    ],
  },
  {
    name: 'a wire story has no title line; its dateline names the source',
    file: 'wire.txt',
    text: `ALMATY, January 6, 2022 (Reuters) — ${LEAD}\n\n${MORE}`,
    metadata: { source: 'Reuters', published: '2022-01-06' },
    outline: [`paragraph: ALMATY, January 6, 2022 (Reuters) — ${LEAD}`, `paragraph: ${MORE}`],
  },
  {
    name: 'underlined headings, separators, bullets on lines of their own',
    file: 'underlined.txt',
    text: `The long report\n===============\n\n${LEAD}\n\nOne\n---\n•\n  first\n•\n  second\n\n* * *\n\nTwo\n---\n+ third`,
    metadata: { title: 'The long report' },
    outline: [
      'title: The long report',
      `paragraph: ${LEAD}`,
      'heading 1: One',
      'list-item 1: first',
      'list-item 1: second',
      'heading 1: Two',
      'list-item 1: third',
    ],
  },
  {
    name: 'an announced enumeration in brackets is a list, not footnotes',
    file: 'enumeration.txt',
    text: `Demands of the crowd published\n\n${LEAD}\n\nThe demands are:\n(1) Lower the price of bread.\n(2) Free the prisoners.`,
    metadata: {},
    outline: [
      'title: Demands of the crowd published',
      `paragraph: ${LEAD}`,
      'paragraph: The demands are:',
      'list-item 1 <(1)>: (1) Lower the price of bread.',
      'list-item 1 <(2)>: (2) Free the prisoners.',
    ],
  },
  {
    name: 'a sentence in another language of the same script above the title is promotion',
    file: 'promotion.txt',
    text: `Wir berichten ehrlich und nicht nur über den Krieg. Bleiben Sie bei uns.\nHarbour strike enters its second week\n${LEAD}\n${MORE}`,
    metadata: { title: 'Harbour strike enters its second week' },
    outline: [
      'paragraph: Wir berichten ehrlich und nicht nur über den Krieg. Bleiben Sie bei uns.',
      'title: Harbour strike enters its second week',
      `paragraph: ${LEAD}`,
      `paragraph: ${MORE}`,
    ],
  },
  {
    name: 'Markdown: front matter, marked headings, lists, table, code, named footnote',
    file: 'strike.md',
    text: `---
title: "Harbour strike"
date: 2022-01-06
source: Meduza
---
# Harbour strike enters second week

*Dock workers vow to stay out*

The harbour **stood still** for an [eighth](https://example.org) day[^count]
and \\*more\\*.

## Who is on strike?

* Crane drivers
  * about *forty*
1. one
2. two

> We are tired,
> said a driver.

### Figures

| Day | Ships |
|-----|------:|
| Mon | 4 |

<!-- hidden -->
\`\`\`
# no heading
\`\`\`

[^count]: Counted from 29 December.
`,
    metadata: { title: 'Harbour strike', source: 'Meduza', published: '2022-01-06' },
    outline: [
      'title: Harbour strike enters second week',
      'dek: Dock workers vow to stay out',
      'paragraph: The harbour stood still for an eighth day[count] and *more*.',
      'heading 1: Who is on strike?',
      'list-item 1: Crane drivers',
      'list-item 2: about forty',
      'list-item 1 <1.>: 1. one',
      'list-item 1 <2.>: 2. two',
      'quote: We are tired, said a driver.',
      'heading 2: Figures',
      'table-row: Day | Ships',
      'table-row: Mon | 4',
      'paragraph: # no heading',
      'footnote <count>: [count] Counted from 29 December. ← [count]',
    ],
  },
  {
    name: 'Markdown with a title only is read like plain text below it',
    file: 'plain.md',
    text: `# Crowds gather again\n\n**Source:** [Meduza](https://meduza.example/x)\n\n${LEAD}\n\n**Actions by dockers**\n\n- In the capital.\n\nActions by the authority\n- The ITF was asked.\n(1) The ITF\nA federation.`,
    metadata: { title: 'Crowds gather again', source: 'Meduza', sourceUrl: 'https://meduza.example/x' },
    outline: [
      'title: Crowds gather again',
      'paragraph: Source: Meduza',
      `paragraph: ${LEAD}`,
      'heading 1: Actions by dockers',
      'list-item 1: In the capital.',
      'heading 1: Actions by the authority',
      'list-item 1: The ITF was asked.',
      'footnote <1>: (1) The ITF↵A federation. ← ITF',
    ],
  },
];
