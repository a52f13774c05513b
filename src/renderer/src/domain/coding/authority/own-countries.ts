import type { CountryKind } from '../country';

/** An entry of our own, as it is written down here; lists are in the notation of `readForms`. */
export interface OwnCountry {
  /** `X..`, from the range that ISO 3166-1 never assigns. Stored in archives: never changed, never used again. */
  readonly code: string;
  readonly kind: Exclude<CountryKind, 'iso' | 'added'>;
  readonly name: string;
  /** Other names and abbreviations in any language. */
  readonly names: string;
  readonly demonyms?: string;
  /** First and last day, `YYYY` or `YYYY-MM-DD`; missing where there is none, or none that all sides name. */
  readonly from?: string;
  readonly to?: string;
  /** Of ISO 3166-3: alpha-3 as it was, and the four letters that took its place. */
  readonly withdrawn?: { readonly alpha3: string; readonly alpha4: string };
  /** Alpha-3 of the state whose territory ISO 3166-1 counts it to. Says nothing about who is right. */
  readonly listedUnder?: string;
}

/** Places that ISO 3166-1 does not list and that are ruled by others than the state it counts them to, or were. */
const DISPUTED: readonly OwnCountry[] = [
  {
    code: 'XAB',
    kind: 'disputed',
    name: 'Abkhazia',
    names:
      'Republic of Abkhazia, Apsny, Apkhazeti, Абхазия, Республика Абхазия, Апсны, Abchasien, Abkhazie, Abjasia, Abhazya',
    demonyms: 'Abkhaz, Abkhazian(s), абхазский, абхаз, абхазка, абхазы, абхаздар',
    listedUnder: 'GEO',
  },
  {
    code: 'XCR',
    kind: 'disputed',
    name: 'Crimea',
    names: 'Autonomous Republic of Crimea, Republic of Crimea, Krym, Qırım, Крым, Крим, Қырым, Krim, Crimée',
    demonyms: 'Crimean(s), крымский, крымчанин, крымчане, қырымдық',
    listedUnder: 'UKR',
  },
  {
    code: 'XDP',
    kind: 'disputed',
    name: 'Donetsk People’s Republic',
    names: 'DPR, DNR, ДНР, Донецкая Народная Республика, Донецька Народна Республіка',
    from: '2014-04-07',
    listedUnder: 'UKR',
  },
  {
    code: 'XLP',
    kind: 'disputed',
    name: 'Luhansk People’s Republic',
    names:
      'Lugansk People’s Republic, LPR, LNR, ЛНР, Луганская Народная Республика, Луганська Народна Республіка',
    from: '2014-04-27',
    listedUnder: 'UKR',
  },
  {
    code: 'XNC',
    kind: 'disputed',
    name: 'Northern Cyprus',
    names:
      'Turkish Republic of Northern Cyprus, TRNC, KKTC, North Cyprus, Kuzey Kıbrıs, Северный Кипр, Турецкая Республика Северного Кипра, ТРСК, Солтүстік Кипр, Nordzypern, Chypre du Nord',
    demonyms: 'Turkish Cypriot(s), Northern Cypriot(s), турок-киприот, турки-киприоты',
    listedUnder: 'CYP',
  },
  {
    code: 'XNK',
    kind: 'disputed',
    name: 'Nagorno-Karabakh',
    names:
      'Artsakh, Republic of Artsakh, Nagorno-Karabakh Republic, NKR, Karabakh, Нагорный Карабах, Нагорно-Карабахская Республика, НКР, Арцах, Карабах, Таулы Қарабақ, Dağlıq Qarabağ, Արցախ, Bergkarabach, Haut-Karabakh',
    demonyms: 'Karabakhi(s), карабахский, карабахец, карабахцы',
    from: '1991-09-02',
    to: '2023-12-31',
    listedUnder: 'AZE',
  },
  {
    code: 'XSL',
    kind: 'disputed',
    name: 'Somaliland',
    names: 'Republic of Somaliland, Soomaaliland, Сомалиленд',
    demonyms: 'Somalilander(s)',
    from: '1991-05-18',
    listedUnder: 'SOM',
  },
  {
    code: 'XSO',
    kind: 'disputed',
    name: 'South Ossetia',
    names:
      'Republic of South Ossetia, State of Alania, Tskhinvali region, Южная Осетия, Республика Южная Осетия, Цхинвальский регион, Хуссар Ирыстон, Оңтүстік Осетия, Südossetien, Ossétie du Sud, Osetia del Sur',
    demonyms: 'South Ossetian(s), южноосетинский, югоосетинский',
    listedUnder: 'GEO',
  },
  {
    code: 'XTN',
    kind: 'disputed',
    name: 'Transnistria',
    names:
      'Transdniestria, Trans-Dniester, Pridnestrovie, Pridnestrovian Moldavian Republic, PMR, Приднестровье, Приднестровская Молдавская Республика, ПМР, Придністров’я, Transnistrien, Transnistrie',
    demonyms: 'Transnistrian(s), Pridnestrovian(s), приднестровский, приднестровец, приднестровцы',
    from: '1990-09-02',
    listedUnder: 'MDA',
  },
];

/** States that are gone, recognised in their time or not. None is an alias of a successor: a passage about them is not about that country. */
const HISTORICAL: readonly OwnCountry[] = [
  {
    code: 'XAH',
    kind: 'historical',
    name: 'Austria-Hungary',
    names: 'Austro-Hungarian Empire, Австро-Венгрия, Аустрия-Венгрия, Österreich-Ungarn, Autriche-Hongrie',
    demonyms: 'Austro-Hungarian(s), австро-венгерский',
    from: '1867',
    to: '1918',
  },
  {
    code: 'XBI',
    kind: 'historical',
    name: 'Biafra',
    names: 'Republic of Biafra, Биафра',
    demonyms: 'Biafran(s)',
    from: '1967-05-30',
    to: '1970-01-15',
  },
  {
    code: 'XCI',
    kind: 'historical',
    name: 'Chechen Republic of Ichkeria',
    names: 'Ichkeria, Ичкерия, Чеченская Республика Ичкерия, ЧРИ',
    from: '1991',
    to: '2000',
  },
  {
    code: 'XCS',
    kind: 'historical',
    name: 'Czechoslovakia',
    names:
      'Czecho-Slovakia, Czechoslovak Republic, Czechoslovak Socialist Republic, Czech and Slovak Federative Republic, ČSSR, ČSR, Československo, Česko-Slovensko, Чехословакия, ЧССР, Чехословаччина, Tschechoslowakei, Tchécoslovaquie, Checoslovaquia',
    demonyms: 'Czechoslovak(s), Czechoslovakian(s), чехословацкий',
    from: '1918-10-28',
    to: '1992-12-31',
    withdrawn: { alpha3: 'CSK', alpha4: 'CSHH' },
  },
  {
    code: 'XDD',
    kind: 'historical',
    name: 'East Germany',
    names:
      'German Democratic Republic, GDR, DDR, ГДР, Германская Демократическая Республика, Восточная Германия, Шығыс Германия, Deutsche Demokratische Republik, Ostdeutschland, Allemagne de l’Est, RDA, Alemania Oriental',
    demonyms: 'East German(s), восточногерманский',
    from: '1949-10-07',
    to: '1990-10-02',
    withdrawn: { alpha3: 'DDR', alpha4: 'DDDE' },
  },
  {
    code: 'XKR',
    kind: 'historical',
    name: 'Republic of Serbian Krajina',
    names: 'Serbian Krajina, Republika Srpska Krajina, Сербская Краина, Республика Сербская Краина',
    from: '1991-12-19',
    to: '1995',
  },
  {
    code: 'XKT',
    kind: 'historical',
    name: 'Katanga',
    names: 'State of Katanga, Катанга',
    demonyms: 'Katangese',
    from: '1960-07-11',
    to: '1963-01',
  },
  {
    code: 'XMK',
    kind: 'historical',
    name: 'Manchukuo',
    names: 'Manzhouguo, Маньчжоу-го, 满洲国, 滿洲國, 満州国',
    from: '1932',
    to: '1945',
  },
  {
    code: 'XMP',
    kind: 'historical',
    name: 'Mandatory Palestine',
    names:
      'Mandate for Palestine, British Mandate of Palestine, Подмандатная Палестина, Mandatsgebiet Palästina',
    from: '1920',
    to: '1948-05-14',
  },
  {
    code: 'XNA',
    kind: 'historical',
    name: 'Netherlands Antilles',
    names: 'Dutch Antilles, Nederlandse Antillen, Нидерландские Антильские острова, Antilles néerlandaises',
    demonyms: 'Netherlands Antillean(s), Dutch Antillean(s)',
    from: '1954-12-15',
    to: '2010-10-09',
    withdrawn: { alpha3: 'ANT', alpha4: 'ANHH' },
  },
  {
    code: 'XOE',
    kind: 'historical',
    name: 'Ottoman Empire',
    names:
      'Sublime Porte, Османская империя, Оттоманская империя, Осман империясы, Osmanlı İmparatorluğu, Osmanisches Reich, Empire ottoman, Imperio otomano, الدولة العثمانية',
    demonyms: 'Ottoman(s), османский, османы',
    from: '1299',
    to: '1922-11-01',
  },
  {
    code: 'XRE',
    kind: 'historical',
    name: 'Russian Empire',
    names:
      'Imperial Russia, Tsarist Russia, Российская империя, Царская Россия, Ресей империясы, Russisches Kaiserreich, Empire russe, Imperio ruso',
    from: '1721',
    to: '1917',
  },
  {
    code: 'XRH',
    kind: 'historical',
    name: 'Rhodesia',
    names: 'Southern Rhodesia, Zimbabwe Rhodesia, Родезия, Южная Родезия, Rhodesien, Rhodésie',
    demonyms: 'Rhodesian(s), родезийский, родезиец, родезийцы',
    from: '1965-11-11',
    to: '1979-12-12',
    withdrawn: { alpha3: 'RHO', alpha4: 'RHZW' },
  },
  {
    // Until 2003 the Federal Republic of Yugoslavia: one state, renamed. ISO kept YUG for it until then.
    code: 'XSG',
    kind: 'historical',
    name: 'Serbia and Montenegro',
    names:
      'Federal Republic of Yugoslavia, FR Yugoslavia, FRY, State Union of Serbia and Montenegro, Srbija i Crna Gora, Савезна Република Југославија, Сербия и Черногория, Союзная Республика Югославия, СРЮ, Сербия және Черногория, Serbien und Montenegro, Serbie-et-Monténégro',
    demonyms: 'Serbian-Montenegrin',
    from: '1992-04-27',
    to: '2006-06-05',
    withdrawn: { alpha3: 'SCG', alpha4: 'CSXX' },
  },
  {
    code: 'XSU',
    kind: 'historical',
    name: 'Soviet Union',
    names:
      'USSR, U.S.S.R., Union of Soviet Socialist Republics, СССР, Советский Союз, Союз Советских Социалистических Республик, КСРО, Кеңес Одағы, Кеңестік Социалистік Республикалар Одағы, СРСР, Радянський Союз, Sovet Ittifoqi, Sowjetunion, UdSSR, Union soviétique, URSS, Unión Soviética, União Soviética, Unione Sovietica, Związek Radziecki, ZSRR, Sovyetler Birliği, SSCB, الاتحاد السوفيتي, اتحاد جماهیر شوروی, 苏联, 蘇聯, ソビエト連邦, ソ連, 소련',
    demonyms: 'Soviet(s), советский, кеңестік',
    from: '1922-12-30',
    to: '1991-12-26',
    withdrawn: { alpha3: 'SUN', alpha4: 'SUHH' },
  },
  {
    code: 'XUR',
    kind: 'historical',
    name: 'United Arab Republic',
    names: 'UAR, Объединённая Арабская Республика, ОАР, الجمهورية العربية المتحدة, République arabe unie',
    from: '1958-02-22',
    to: '1961-09-28',
  },
  {
    code: 'XVN',
    kind: 'historical',
    name: 'North Vietnam',
    names:
      'Democratic Republic of Vietnam, DRV, Северный Вьетнам, Демократическая Республика Вьетнам, ДРВ, Солтүстік Вьетнам, Miền Bắc Việt Nam, Việt Nam Dân chủ Cộng hòa, Nordvietnam',
    demonyms: 'North Vietnamese, северовьетнамский',
    from: '1945-09-02',
    to: '1976-07-01',
    withdrawn: { alpha3: 'VDR', alpha4: 'VDVN' },
  },
  {
    code: 'XVS',
    kind: 'historical',
    name: 'South Vietnam',
    names:
      'Republic of Vietnam, RVN, Южный Вьетнам, Республика Вьетнам, Оңтүстік Вьетнам, Việt Nam Cộng hòa, Südvietnam, Sud-Viêt Nam',
    demonyms: 'South Vietnamese, южновьетнамский',
    from: '1955-10-26',
    to: '1975-04-30',
  },
  {
    code: 'XYN',
    kind: 'historical',
    name: 'North Yemen',
    names:
      'Yemen Arab Republic, YAR, Mutawakkilite Kingdom of Yemen, Северный Йемен, Йеменская Арабская Республика, ЙАР, الجمهورية العربية اليمنية, Nordjemen',
    demonyms: 'North Yemeni(s)',
    from: '1918',
    to: '1990-05-21',
  },
  {
    code: 'XYS',
    kind: 'historical',
    name: 'South Yemen',
    names:
      'People’s Democratic Republic of Yemen, PDRY, Democratic Yemen, Южный Йемен, Народная Демократическая Республика Йемен, НДРЙ, جمهورية اليمن الديمقراطية الشعبية, Südjemen',
    demonyms: 'South Yemeni(s)',
    from: '1967-11-30',
    to: '1990-05-21',
    withdrawn: { alpha3: 'YMD', alpha4: 'YDYE' },
  },
  {
    code: 'XYU',
    kind: 'historical',
    name: 'Yugoslavia',
    names:
      'SFR Yugoslavia, SFRY, Socialist Federal Republic of Yugoslavia, Kingdom of Yugoslavia, Jugoslavija, Југославија, Югославия, СФРЮ, Югославія, Jugoslawien, Yougoslavie, Jugoslavia, Iugoslávia, Yugoslavya',
    demonyms: 'Yugoslav(s), Yugoslavian(s), югославский, югослав, югославы',
    from: '1918-12-01',
    to: '1992-04-27',
    withdrawn: { alpha3: 'YUG', alpha4: 'YUCS' },
  },
];

/** All entries of our own but Kosovo, which has a code in the source of the ISO list. */
export const OWN_COUNTRIES: readonly OwnCountry[] = [...DISPUTED, ...HISTORICAL];
