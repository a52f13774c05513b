/**
 * Words that stand for more than one country, or for a country and something else. A line is
 * `forms: the likelier country, others | what else it may be`; the first code is proposed, the rest is told.
 */
export const AMBIGUITIES = `
Congo, Congolese, Конго, конголезский, конголезец: COD, COG |
Korea, Korean, Koreans, Корея, Корей: KOR, PRK |
Georgia, Georgian: GEO | the U.S. state of Georgia
Guinea, Guinean: GIN, GNB, GNQ |
Niger: NER | the river or the Niger State in Nigeria
Nigerien: NER, NGA |
Dominican: DOM, DMA |
Tamil: LKA, IND |
Tripoli, Триполи: LBY, LBN |
Crimea, Crimean, Крым, крымский, Қырым: UKR, RUS |
East Jerusalem: PSE, ISR |
Kashmir, Kashmiri, Кашмир: IND, PAK |
Golan Heights, Golan, Голанские высоты: SYR, ISR |
Nagorno-Karabakh, Nagorny Karabakh, Нагорный Карабах: AZE, ARM |
Punjab, Punjabi: IND, PAK |
Baluchistan, Balochistan: PAK, IRN |
Transnistria, Trans-Dniester, Приднестровье, приднестровский: MDA |
Abkhazia, Abkhaz, Abkhazian, Абхазия, абхазский: GEO |
South Ossetia, South Ossetian, Южная Осетия, югоосетинский: GEO |
Samoa, Samoan: WSM, ASM |
Ireland, Irish, Ирландия, ирландский: IRL, GBR |
Timorese: TLS, IDN |
Santiago: CHL | another city of this name
Sofia, София: BGR | a given name
Wellington: NZL | a surname
Tamil Eelam: LKA |
Macedonia, Macedonian: MKD | the region in Greece
Micronesia: FSM | the region
Saint Martin: MAF, SXM |
Virgin Islands: VIR, VGB |
Khmer: KHM | the people and their language
Rohingya: MMR | the people, who also live as refugees elsewhere
Luxembourg: LUX | the Belgian province
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
