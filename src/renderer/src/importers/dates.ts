// Month names by language, January first; several spellings are divided by a bar. Compared in lower case without dots.
const MONTHS: readonly string[] = [
  'january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec',
  'января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен октября|октябрь|окт ноября|ноябрь|ноя декабря|декабрь|дек',
  'січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень серпня|серпень вересня|вересень жовтня|жовтень листопада|листопад грудня|грудень',
  'қаңтар|қаңтары ақпан|ақпаны наурыз|наурызы сәуір|сәуірі мамыр|мамыры маусым|маусымы шілде|шілдесі тамыз|тамызы қыркүйек|қыркүйегі қазан|қазаны қараша|қарашасы желтоқсан|желтоқсаны',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня',
  'январы|январь февралы|февраль марты|март апрели|апрель майы|май июну|июнь июлу|июль августу|август сентябры|сентябрь октябры|октябрь ноябры|ноябрь декабры|декабрь',
  'yanvar fevral mart aprel may iyun iyul avgust sentabr|sentyabr oktabr|oktyabr noyabr dekabr',
  'يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر',
  'בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר',
];

const MONTH_NUMBER = new Map<string, number>();
for (const language of MONTHS) {
  language.split(' ').forEach((names, index) => {
    for (const name of names.split('|')) MONTH_NUMBER.set(name, index + 1);
  });
}

const TIME =
  /(?:,?\s*(?:at\s+|в\s+|о\s+|um\s+|à\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:UTC|GMT|CET|CEST|MSK|EST|EDT|[A-Z]{2,4})?(?:[+-]\d{1,2}(?::?\d{2})?)?\)?)?,?\s*)/u;
const LEADING_TIME = new RegExp(`^${TIME.source}(?=.*\\d{4})`, 'u');
const TRAILING_TIME = new RegExp(`${TIME.source}$`, 'u');
const WEEKDAY = /^(?:\p{L}{2,12}\.?,\s+)(?=.*\d{4})/u;
const ENGLISH_WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\s+(?=\S)/iu;

const ISO =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?)?$/u;
const SLASHED_ISO = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\.?$/u;
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:\s?(?:г|ж)\.?)?$/u;
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th|\.|-?го|º|er)?\s+(?:de\s+|of\s+)?(\p{L}+)\.?,?\s+(?:de\s+|del\s+)?(\d{4})(?:\s*(?:г(?:ода?)?|года|ж(?:ыл(?:ы|ғы)?)?|р(?:оку)?|жылдын))?\.?$/u;
const MONTH_FIRST = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\.?$/u;
const YEAR_FIRST = /^(\d{4})[\s-]*(?:жыл(?:ғы|дың|дын|ы)?|ж\.?|yil)?,?\s+(\d{1,2})[\s-]+(\p{L}+)\.?$/u;
const MONTH_ONLY = /^(\p{L}+)\.?,?\s+(\d{4})(?:\s*(?:г(?:ода?)?|года)\.?)?$/u;
const EAST_ASIAN = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?$/u;

/** No report is dated outside these years; other numbers are something else. */
const FIRST_YEAR = 1500;
const LAST_YEAR = 2199;
const MAX_LENGTH = 60;

/**
 * Reads a date that is the whole of `raw` (a weekday and a time of day beside it are skipped, time zones are not applied).
 * Returns `YYYY-MM-DD`, `YYYY-MM` or `YYYY` as precisely as it is stated, or null. Where day and month
 * cannot be told apart (`03/04/2022`) only the year is certain; figures with dots (`03.04.2022`) are day first.
 */
export function readDate(raw: string): string | null {
  const text = raw.trim().replace(/[٠-٩۰-۹]/gu, (figure) => String(figure.charCodeAt(0) & 0xf));
  if (text.length > MAX_LENGTH || !/\d{4}/u.test(text)) return null;
  return (
    readBare(text) ??
    readBare(text.replace(TRAILING_TIME, '').replace(WEEKDAY, '').replace(ENGLISH_WEEKDAY, '')) ??
    readBare(text.replace(LEADING_TIME, '').replace(WEEKDAY, '').replace(ENGLISH_WEEKDAY, ''))
  );
}

function readBare(text: string): string | null {
  let m: RegExpExecArray | null;
  if ((m = ISO.exec(text) ?? SLASHED_ISO.exec(text) ?? EAST_ASIAN.exec(text)))
    return compose(m[1]!, m[2]!, m[3]);
  if ((m = NUMERIC.exec(text))) return numeric(m);
  if ((m = DAY_FIRST.exec(text))) return named(m[3]!, m[2]!, m[1]);
  if ((m = MONTH_FIRST.exec(text))) return named(m[3]!, m[1]!, m[2]);
  if ((m = YEAR_FIRST.exec(text))) return named(m[1]!, m[3]!, m[2]);
  if ((m = MONTH_ONLY.exec(text))) return named(m[2]!, m[1]!, undefined);
  return null;
}

function numeric(m: RegExpExecArray): string | null {
  const [, first, separator, second, year] = m;
  if (separator === '.' || Number(first) > 12 || first === second) return compose(year!, second!, first);
  if (Number(second) > 12) return compose(year!, first!, second);
  return compose(year!, first!, undefined)?.slice(0, 4) ?? null;
}

function named(year: string, month: string, day: string | undefined): string | null {
  const number = MONTH_NUMBER.get(month.toLowerCase());
  return number === undefined ? null : compose(year, String(number), day);
}

function compose(year: string, month: string, day: string | undefined): string | null {
  const y = Number(year);
  const m = Number(month);
  if (y < FIRST_YEAR || y > LAST_YEAR || m < 1 || m > 12) return null;
  const prefix = `${year}-${String(m).padStart(2, '0')}`;
  if (day === undefined) return prefix;
  const d = Number(day);
  const lastDay = m === 2 ? (isLeap(y) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
  return d < 1 || d > lastDay ? null : `${prefix}-${String(d).padStart(2, '0')}`;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
