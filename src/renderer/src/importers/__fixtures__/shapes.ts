import type { ImportCase } from './cases';

const LEAD = 'Rescue crews worked through a second night in the valley after a dam gave way on Monday and cut the only road to the capital.';
const MORE = 'The government declared three days of mourning and asked its neighbours for helicopters, tents and clean water.';
const LEAD_RU = 'Спасатели вторую ночь подряд работают в долине, где в понедельник прорвало плотину. Вода прошла через четыре села.';
const LEAD_KK = 'Құтқарушылар алқапта екінші түн қатарынан жұмыс істеп жатыр. Дүйсенбіде бөгет жарылып, су төрт ауылды басып өтті.';
const LEAD_UK = 'Рятувальники другу ніч поспіль працюють у долині, де в понеділок прорвало греблю. Вода пройшла через чотири села.';
const LEAD_DE = 'Rettungskräfte arbeiteten die zweite Nacht in Folge im Tal, nachdem am Montag ein Damm gebrochen war.';

/** Shapes found in digests, wire copy and situation reports in several languages. The words are our own. */
export const SHAPES: readonly ImportCase[] = [
{ name: 'an imprint with a comma; a lead bound to the title is no dek; headings stand above other headings', file: 'imprint.txt', text: `Dam collapse leaves dozens missing
Harbour Bulletin, 4 May 2023
${LEAD}

HUMANITARIAN RESPONSE
Health
Needs:
• Mobile clinics
• Vaccines
Gaps & constraints:
• The road is cut.

What next?
${MORE}`, metadata: {title: 'Dam collapse leaves dozens missing', source: 'Harbour Bulletin', published: '2023-05-04', language: 'en'}, outline: [
'title: Dam collapse leaves dozens missing',
'paragraph: Harbour Bulletin, 4 May 2023',
`paragraph: ${LEAD}`,
'heading 1: HUMANITARIAN RESPONSE',
'heading 2: Health',
'heading 3: Needs:',
'list-item 1: Mobile clinics',
'list-item 1: Vaccines',
'heading 3: Gaps & constraints:',
'list-item 1: The road is cut.',
'heading 2: What next?',
`paragraph: ${MORE}`,
] },
{ name: 'a lead bound to the title is no dek when a heading follows', file: 'bound.txt', text: `Dam collapse leaves dozens missing
${LEAD}

Rescue work
- Divers searched the lake.`, metadata: {title: 'Dam collapse leaves dozens missing', published: '', language: 'en'}, outline: [
'title: Dam collapse leaves dozens missing',
`paragraph: ${LEAD}`,
'heading 1: Rescue work',
'list-item 1: Divers searched the lake.',
] },
{ name: 'promotion that no list of words knows, above and below the title', file: 'unknown-promotion.txt', text: `Readers like you pay for what we publish here.
Dam collapse leaves dozens missing in the valley
Мы пишем для вас каждый день. Установите наше приложение.

${LEAD}
Rescue work:
– Divers searched the lake.`, metadata: {title: 'Dam collapse leaves dozens missing in the valley', published: '', language: 'en'}, outline: [
'paragraph: Readers like you pay for what we publish here.',
'title: Dam collapse leaves dozens missing in the valley',
'paragraph: Мы пишем для вас каждый день. Установите наше приложение.',
`paragraph: ${LEAD}`,
'heading 1: Rescue work:',
'list-item 1: Divers searched the lake.',
] },
{ name: 'a masthead, a kicker and a byline around the title', file: 'masthead.txt', text: `Press release
Valley Relief Agency
For immediate release
12 May 2023

Aid reaches the flooded valley

Jane Doe

${LEAD}

“We heard a roar, and then the street was gone.”

— Anna Petrova, teacher

${MORE}

A street in the lower town / Reuters

${MORE}`, metadata: {title: 'Aid reaches the flooded valley', source: 'Valley Relief Agency', published: '2023-05-12', language: 'en'}, outline: [
'paragraph: Press release',
'paragraph: Valley Relief Agency',
'paragraph: For immediate release',
'paragraph: 12 May 2023',
'title: Aid reaches the flooded valley',
'paragraph: Jane Doe',
`paragraph: ${LEAD}`,
'paragraph: “We heard a roar, and then the street was gone.”',
'paragraph: — Anna Petrova, teacher',
`paragraph: ${MORE}`,
'paragraph: A street in the lower town / Reuters',
`paragraph: ${MORE}`,
] },
{ name: 'a situation report whose title ends in its date', file: 'sitrep.txt', text: `Valley Floods: Flash Update No. 3 – 12 May 2023

KEY FIGURES
District\tDead\tMissing
North\t4\t11
South\t0\t2

1. Overview

${LEAD}

2. Needs

a) Tents
b) Water

Page 2

Updated at 18:40`, metadata: {title: 'Valley Floods: Flash Update No. 3 – 12 May 2023', published: '2023-05-12', language: 'en'}, outline: [
'title: Valley Floods: Flash Update No. 3 – 12 May 2023',
'heading 1: KEY FIGURES',
'table-row: District | Dead | Missing',
'table-row: North | 4 | 11',
'table-row: South | 0 | 2',
'heading 1: 1. Overview',
`paragraph: ${LEAD}`,
'heading 1: 2. Needs',
'list-item 1 <a)>: a) Tents',
'list-item 1 <b)>: b) Water',
'paragraph: Page 2',
'paragraph: Updated at 18:40',
] },
{ name: 'a chronicle with dates as headings', file: 'chronicle.txt', text: `How the dam broke
${LEAD}
2 January 2022
- Cracks are found.
- The lake is lowered.
4 January 2022
- The dam gives way.`, metadata: {title: 'How the dam broke', published: '', language: 'en'}, outline: [
'title: How the dam broke',
`paragraph: ${LEAD}`,
'heading 1: 2 January 2022',
'list-item 1: Cracks are found.',
'list-item 1: The lake is lowered.',
'heading 1: 4 January 2022',
'list-item 1: The dam gives way.',
] },
{ name: 'footnotes marked 1) and 2), one by its mark, one by its term', file: 'half-brackets.txt', text: `Dam collapse leaves dozens missing

${LEAD}

Actions by rescuers
- The MES 1) sent divers.
- The OTS was ready to help.

1) MES
The Ministry for Emergency Situations.
2) The OTS
The Organization of Turkic States.`, metadata: {title: 'Dam collapse leaves dozens missing', published: '', language: 'en'}, outline: [
'title: Dam collapse leaves dozens missing',
`paragraph: ${LEAD}`,
'heading 1: Actions by rescuers',
'list-item 1: The MES 1) sent divers.',
'list-item 1: The OTS was ready to help.',
'footnote <1>: 1) MES↵The Ministry for Emergency Situations. ← 1)',
'footnote <2>: 2) The OTS↵The Organization of Turkic States. ← OTS',
] },
{ name: 'footnotes marked by stars, each a term above its definition', file: 'stars.txt', text: `Dam collapse leaves dozens missing

${LEAD}

Actions by rescuers
- The MES* sent divers.
- The OTS** was ready to help.

* MES
The Ministry for Emergency Situations.
** The OTS
The Organization of Turkic States.`, metadata: {title: 'Dam collapse leaves dozens missing', published: '', language: 'en'}, outline: [
'title: Dam collapse leaves dozens missing',
`paragraph: ${LEAD}`,
'heading 1: Actions by rescuers',
'list-item 1: The MES* sent divers.',
'list-item 1: The OTS** was ready to help.',
'footnote <*>: * MES↵The Ministry for Emergency Situations. ← *',
'footnote <**>: ** The OTS↵The Organization of Turkic States. ← **',
] },
{ name: 'several footnotes with blank lines between, one in another case than its term', file: 'footnotes-ru.txt', text: `В долине прорвало плотину Десятки пропавших — и нет дороги в город
We tell it like it is. Download our free app.
${LEAD_RU}
Действия спасателей
— Бойцы Национальной гвардии прибыли утром.
— МЧС (2) направило водолазов.

(1) Национальная гвардия

Внутренние войска.

(2) МЧС

Министерство по чрезвычайным ситуациям.`, metadata: {title: 'В долине прорвало плотину Десятки пропавших — и нет дороги в город', published: '', language: 'ru'}, outline: [
'title: В долине прорвало плотину Десятки пропавших — и нет дороги в город',
'paragraph: We tell it like it is. Download our free app.',
`paragraph: ${LEAD_RU}`,
'heading 1: Действия спасателей',
'list-item 1: Бойцы Национальной гвардии прибыли утром.',
'list-item 1: МЧС (2) направило водолазов.',
'footnote <1>: (1) Национальная гвардия↵Внутренние войска. ← Национальной гвардии',
'footnote <2>: (2) МЧС↵Министерство по чрезвычайным ситуациям. ← (2)',
] },
{ name: 'a Russian wire story', file: 'wire-ru.txt', text: `АЛМА-АТА, 6 января 2022. /ТАСС/. ${LEAD_RU}`, metadata: {title: 'Спасатели вторую ночь подряд работают в долине, где в понедельник прорвало плотину.', source: 'ТАСС', published: '2022-01-06', language: 'ru'}, outline: [
`paragraph: АЛМА-АТА, 6 января 2022. /ТАСС/. ${LEAD_RU}`,
] },
{ name: 'a Kazakh report with imprint, a question as heading and a footnote', file: 'kazakh.txt', text: `Бөгет апаты: не белгілі?
2022 жылғы 6 қаңтар
Дереккөз: Дала хабары
Қосымшаны жүктеп алыңыз.
${LEAD_KK}
Не болды?
• Төрт ауылды су басты.
Билік не дейді
• ҰҚШҰ-дан көмек сұралған жоқ.
(1) ҰҚШҰ
Ұжымдық қауіпсіздік туралы шарт ұйымы.`, metadata: {title: 'Бөгет апаты: не белгілі?', source: 'Дала хабары', published: '2022-01-06', language: 'kk'}, outline: [
'title: Бөгет апаты: не белгілі?',
'paragraph: 2022 жылғы 6 қаңтар',
'paragraph: Дереккөз: Дала хабары',
'paragraph: Қосымшаны жүктеп алыңыз.',
`paragraph: ${LEAD_KK}`,
'heading 1: Не болды?',
'list-item 1: Төрт ауылды су басты.',
'heading 1: Билік не дейді',
'list-item 1: ҰҚШҰ-дан көмек сұралған жоқ.',
'footnote <1>: (1) ҰҚШҰ↵Ұжымдық қауіпсіздік туралы шарт ұйымы. ← ҰҚШҰ',
] },
{ name: 'a Ukrainian report with a footnote in square brackets', file: 'ukrainian.txt', text: `Прорив греблі в долині
Підпишіться на наш телеграм-канал
4 травня 2023, 18:40
Джерело: Долинний вісник
${LEAD_UK}
Реакція світу
• ООН висловила співчуття.
[1] ООН
Організація Об’єднаних Націй.`, metadata: {title: 'Прорив греблі в долині', source: 'Долинний вісник', published: '2023-05-04', language: 'uk'}, outline: [
'title: Прорив греблі в долині',
'paragraph: Підпишіться на наш телеграм-канал',
'paragraph: 4 травня 2023, 18:40',
'paragraph: Джерело: Долинний вісник',
`paragraph: ${LEAD_UK}`,
'heading 1: Реакція світу',
'list-item 1: ООН висловила співчуття.',
'footnote <1>: [1] ООН↵Організація Об’єднаних Націй. ← ООН',
] },
{ name: 'a German report', file: 'german.txt', text: `Dutzende Vermisste nach Dammbruch
4. Mai 2023, Talstadt

${LEAD_DE}

Was bisher bekannt ist:

• 14 Menschen starben.

• Zwei Hubschrauber sind im Einsatz.`, metadata: {title: 'Dutzende Vermisste nach Dammbruch', published: '2023-05-04', language: 'de'}, outline: [
'title: Dutzende Vermisste nach Dammbruch',
'paragraph: 4. Mai 2023, Talstadt',
`paragraph: ${LEAD_DE}`,
'heading 1: Was bisher bekannt ist:',
'list-item 1: 14 Menschen starben.',
'list-item 1: Zwei Hubschrauber sind im Einsatz.',
] },
{ name: 'an Arabic report with direction marks before its bullets', file: 'arabic.txt', text: `انهيار السد يترك العشرات في عداد المفقودين
٦ يناير ٢٠٢٢
عملت فرق الإنقاذ لليلة الثانية في الوادي بعد انهيار السد يوم الاثنين، مما أدى إلى غمر أربع قرى.
أعمال الإنقاذ
\u200f• فتش الغواصون الخزان السفلي.
\u200f• وصلت مروحيتان من الخارج.`, metadata: {title: 'انهيار السد يترك العشرات في عداد المفقودين', published: '2022-01-06', language: 'ar'}, outline: [
'title: انهيار السد يترك العشرات في عداد المفقودين',
'paragraph: ٦ يناير ٢٠٢٢',
'paragraph: عملت فرق الإنقاذ لليلة الثانية في الوادي بعد انهيار السد يوم الاثنين، مما أدى إلى غمر أربع قرى.',
'heading 1: أعمال الإنقاذ',
'list-item 1: فتش الغواصون الخزان السفلي.',
'list-item 1: وصلت مروحيتان من الخارج.',
] },
{ name: 'bullets of other kinds: emoji, hollow circles and zero-width spaces', file: 'bullets.txt', text: `Needs in the valley

${LEAD}

Shelter
\u200b•\tTents
o\tfamily size
•\tBlankets
Open again
✅ Schools
✅ Hospitals`, metadata: {title: 'Needs in the valley', published: '', language: 'en'}, outline: [
'title: Needs in the valley',
`paragraph: ${LEAD}`,
'heading 1: Shelter',
'list-item 1: Tents',
'list-item 2: family size',
'list-item 1: Blankets',
'heading 1: Open again',
'list-item 1: ✅ Schools',
'list-item 1: ✅ Hospitals',
] },
{ name: 'a single sentence is text, not a title', file: 'sentence.txt', text: `Rescue crews worked through a second night in the valley after a dam gave way on Monday and cut the only road to the capital, officials in the city said.`, metadata: {title: 'Rescue crews worked through a second night in the valley after a dam gave way on Monday and cut the only road to the…', published: '', language: 'en'}, outline: [
'paragraph: Rescue crews worked through a second night in the valley after a dam gave way on Monday and cut the only road to the capital, officials in the city said.',
] },
{ name: 'Markdown marks in a plain text; headings without a space', file: 'marks.txt', text: `#Dam collapse leaves dozens missing

*Four villages were flooded*

${LEAD}

##Rescue work

- Divers

##Officials

${MORE}`, metadata: {title: 'Dam collapse leaves dozens missing', published: '', language: 'en'}, outline: [
'title: Dam collapse leaves dozens missing',
'paragraph: *Four villages were flooded*',
`paragraph: ${LEAD}`,
'heading 1: Rescue work',
'list-item 1: Divers',
'heading 1: Officials',
`paragraph: ${MORE}`,
] },
{ name: 'Markdown: bold headings with colon, tags, nested numbers, an underlined title', file: 'mixed.md', text: `Valley floods
=============
Harbour Bulletin, 4 May 2023

${LEAD}<sup>1</sup>

**What we know:**
- Four villages
   1. Upper

   more of it
- Two times 2*3*4

**What we don't know**

<li>The cause</li>

<sup>1</sup> Counted on Monday.`, metadata: {title: 'Valley floods', source: 'Harbour Bulletin', published: '2023-05-04', language: 'en'}, outline: [
'title: Valley floods',
'paragraph: Harbour Bulletin, 4 May 2023',
`paragraph: ${LEAD}¹`,
'heading 1: What we know:',
'list-item 1: Four villages',
'list-item 2 <1.>: 1. Upper',
'paragraph: more of it',
'list-item 1: Two times 2*3*4',
`heading 1: What we don't know`,
'list-item 1: The cause',
'footnote <1>: ¹ Counted on Monday. ← ¹',
] },
];
