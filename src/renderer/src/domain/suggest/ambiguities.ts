/**
 * Words that stand for more than one country, or for a country and something else. A line is
 * `CODES: forms | what else it may be`; the first code is proposed and the rest is told. A form is matched by the entry
 * that has it, in all its endings.
 */
export const AMBIGUITIES = `
COD, COG: Congo, Congolese, Конго, конголезский, конголезец, конголезцы
KOR, PRK: Korean
GEO: Georgia, Georgian | the U.S. state of Georgia
GIN, GNB, GNQ: Guinea, Guinean
NER: Niger | the river or the Niger State in Nigeria
NER, NGA: Nigerien
DOM, DMA: Dominican
LKA, IND: Tamil
LBY, LBN: Tripoli, Триполи
PAK, IRN: Baluchistan, Balochistan
WSM, ASM: Samoa, Samoan
IRL, GBR: Ireland, Irish, Ирландия, ирландский
TLS, IDN: Timorese
CHL: Santiago | another city of this name
BGR: Sofia, София | a given name
NZL: Wellington | a surname
MKD: Macedonia, Macedonian | the region in Greece
FSM: Micronesia | the region
MAF, SXM: Saint Martin
CYP, XNC: Turkish Cypriot
ZAF, XUR: ОАР
RUS: русский, русская, русские, орыс, орыстар | the people or the language, whatever the state
KAZ: казахский, казах, казахи, қазақ, қазақтар | the people or the language, whatever the state
UZB: узбек, узбеки, өзбек, өзбектер | the people, whatever the state
TJK: таджик, таджики, тәжік, тәжіктер | the people, whatever the state
TKM: туркмен, туркмены, түрікмен, түрікмендер | the people, whatever the state
KGZ: киргиз, киргизы, кыргыз, кыргызы, қырғыз, қырғыздар | the people, whatever the state
KHM: Khmer | the people and their language
MMR: Rohingya | the people, who also live as refugees elsewhere
`;

/** Places that several states have a part of, share the name of or claim, in the same notation. They are entries too. */
export const SHARED_PLACES = `
PSE, ISR: East Jerusalem
IND, PAK: Kashmir, Kashmiri, Кашмир
SYR, ISR: Golan Heights, Golan, Голанские высоты
IND, PAK: Punjab, Punjabi
KOR, PRK: Korea, Корея
VIR, VGB: Virgin Islands
`;

/** Given names: with another name behind them they are a person's. */
export const GIVEN_NAMES = new Set([
  'jordan',
  'chad',
  'israel',
  'india',
  'kenya',
  'georgia',
  'paris',
  'sydney',
  'florence',
  'sofia',
  'chelsea',
  'francis',
]);

/**
 * Common words that are a country's name with a capital. At the beginning of a sentence the capital proves nothing:
 * with `true` the common word is so much likelier there that nothing is proposed.
 */
export const COMMON_WORDS: ReadonlyMap<string, { readonly meaning: string; readonly likelier: boolean }> =
  new Map([
    ['того', { meaning: 'the Russian word “того”', likelier: true }],
    ['семей', { meaning: 'the Russian word for families', likelier: true }],
    ['газа', { meaning: 'the Russian word for gas', likelier: true }],
    ['газу', { meaning: 'the Russian word for gas', likelier: true }],
    ['газе', { meaning: 'the Russian word for gas', likelier: true }],
    ['газы', { meaning: 'the Russian word for gases', likelier: true }],
    ['гана', { meaning: 'the Kazakh word “ғана”', likelier: true }],
    ['судан', { meaning: 'the Kazakh word for “from water”', likelier: false }],
    ['turkey', { meaning: 'the bird', likelier: false }],
    ['polish', { meaning: 'the verb', likelier: false }],
    ['pole', { meaning: 'the common word', likelier: false }],
    ['poles', { meaning: 'the common word', likelier: false }],
    ['china', { meaning: 'porcelain', likelier: false }],
    ['jersey', { meaning: 'the garment', likelier: false }],
    ['chile', { meaning: 'the pepper', likelier: false }],
  ]);
