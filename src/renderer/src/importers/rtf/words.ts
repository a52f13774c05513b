/** Control words that stand for characters. Tabs and line breaks are spaces. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', ' '],
  ['line', ' '],
  ['lbr', ' '],
  ['softline', ' '],
  ['page', ' '],
  ['softpage', ' '],
  ['column', ' '],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['endash', '–'],
  ['emdash', '—'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['qmspace', '\u2005'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
]);

/** Control symbols that stand for characters. An optional hyphen is none. */
export const SIGNS: ReadonlyMap<string, string> = new Map([
  ['~', '\u00a0'],
  ['_', '\u2011'],
  ['\t', ' '],
]);

/** Groups that hold no text of the document, by the control word they begin with. */
export const SKIPPED: ReadonlySet<string> = new Set(
  (
    'aftncn aftnsep aftnsepc atndate atnicn atnparent atntime background bkmkend bkmkstart buptim colorschememapping ' +
    'colortbl comment datafield datastore docvar factoidname falt fldinst fldtype filetbl fontemb fontfile formfield ' +
    'ftncn ftnsep ftnsepc generator keycode latentstyles listoverridetable listpicture listtable mmathPict nonesttables ' +
    'nonshppict objdata panose pgptbl pn pnseclvl pntxta pntxtb private revtbl rsidtbl rxe shprslt tc tcn template ' +
    'themedata txe userprops wgrffmtfilter xe xmlnstbl'
  ).split(' '),
);

/** Groups of pictures, shapes and the like whose words belong to what is around them. */
export const PASSED: ReadonlySet<string> = new Set([
  'do',
  'moMathPara',
  'nesttableprops',
  'shpinst',
  'shppict',
]);

/** Properties of mathematical objects, which hold signs and settings. */
export const isMathProperty = (name: string): boolean => /^m\w+Pr$/u.test(name);

/** Headers and footers, of all pages or of some. */
export const isPageHeader = (name: string): boolean => /^(?:header|footer)[lrf]?$/u.test(name);

/** Number format of notes, as {@link formatNumber} calls it, by the end of the control word that sets it. */
export const NOTE_FORMATS: ReadonlyMap<string, string> = new Map([
  ['ar', 'decimal'],
  ['alc', 'lowerLetter'],
  ['auc', 'upperLetter'],
  ['rlc', 'lowerRoman'],
  ['ruc', 'upperRoman'],
]);
