import { countScripts, dominantScript, type Script } from './script';

const SENTENCE_END = /[.!?…。！？؟۔։]["'”’»)\]]*$/u;
const FULL_STOP = /(?:[.…。۔։]|\.["”’»])["'”’»)\]]*$/u;
const CLAUSE_END = /[.!?…;:,。！？؟۔։，；：、،]["'”’»)\]]*$/u;

/** True when a line ends as a sentence does, quotation marks and brackets after the stop included. */
export const endsSentence = (text: string): boolean => SENTENCE_END.test(tail(text));
/** True when a line ends in a full stop, with what may follow it. */
export const endsInFullStop = (text: string): boolean => FULL_STOP.test(tail(text));
/** True when a line ends in any mark that headings do not end in. */
export const endsClause = (text: string): boolean => CLAUSE_END.test(tail(text));
const tail = (text: string): string => text.slice(-8);

/** True when a line goes on in the middle of a sentence: it begins with a small letter, or in a script without them. */
export function startsMidSentence(text: string): boolean {
  return /^["'“”«»‘’([]*\p{Ll}/u.test(text);
}

/** Words divided by white space; scripts written without spaces count two characters as a word. */
export function countWords(text: string): number {
  const spaced = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const unspaced = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu);
  return unspaced === null ? spaced : spaced + Math.floor(unspaced.length / 2);
}

/** Sentence ends inside a text that are followed by another sentence; abbreviations such as "U.S. Army" are not counted. */
export function innerSentenceEnds(text: string): number {
  const ends = text.match(
    /(?<=[\p{Ll}\p{N}»”"')]{2})[.!?…]["”’»)]*\s+(?=["“«(]?[\p{Lu}\p{N}])|[。！？](?=.)/gu,
  );
  return ends?.length ?? 0;
}

/** True for `BREAKING: SHOTS IN ALMATY`: four capital letters or more and no small one. */
export function isAllCaps(text: string): boolean {
  return /(?:\p{Lu}[^\p{L}]*){4}/u.test(text) && !/\p{Ll}/u.test(text);
}

// What sites put around an article. Anchored at the line's beginning, so that a headline that mentions sharing is none.
const PROMOTION =
  /^(?:(?:please\s+)?(?:subscribe|sign\s+up|follow\s+(?:us|@)|download\s+(?:the|our)\b|get\s+(?:the|our)\s+\S*\s*(?:app|newsletter)|share\s+(?:this|on|via|the\s+article)|donate\s+(?:now|today|to\s+(?:us|our))\b|support\s+(?:us|our\s+(?:work|journalism|newsroom|reporting|team|independent))|become\s+(?:a|our)\s+(?:member|supporter|subscriber|patron)|join\s+(?:us|our)\b|read\s+(?:more|also|next|in\s+app)|continue\s+reading|see\s+also|related(?:\s+(?:articles?|stories))?:?$|click\s+here|skip\s+to|listen\s+to\s+this|log\s+in\b|sign\s+in\b|print\s+this|copy\s+link|we\s+use\s+cookies|all\s+rights\s+reserved|copyright\s+(?:©|\d|\(c\))|©|\d+\s+min(?:ute)?s?\s+read)|(?:скачайте|скачать\s+\S*\s*приложение|подпи(?:шитесь|сывайтесь)|поддержите\s+(?:нас|нашу|\p{Lu})|поделиться|поделитесь|читайте|читать\s+(?:также|дальше|далее)|присоединяйтесь\s+к|следите\s+за\s+(?:нами|наш)|все\s+права)|(?:жазылыңыз|қолданбаны|қосымшаны|бөлісу|завантажте|підпишіться|підтримайте|abonnez-vous|suscríbe|abonnieren\s+sie))/iu;
// Words that a headline may begin with: promotion only when little else stands in the line.
const PROMOTION_ALONE =
  /^(?:advertisement|sponsored(?:\s+content)?|donate|cookies|copyright|related|реклама|войти|подписаться|скачать|жарнама|publicité|anzeige|partager|teilen|abonnieren|compartir|page\s+\d+(?:\s+(?:of|\/)\s+\d+)?|(?:стр\.|страница|seite|бет)\s+\d+|-\s*\d{1,4}\s*-|\d{1,4})[.:!]?$/iu;
const PROMOTION_ANYWHERE =
  /(?:download\s+(?:the|our)\s+(?:\S+\s+)?app|subscribe\s+to\s+(?:our|the)|sign\s+up\s+for\s+(?:our|the)|(?:independent|our)\s+journalism|(?:please|to)\s+donate|make\s+a\s+donation|(?:needs?|with)\s+your\s+(?:help|support)|қосымшаны\s+(?:жүктеп|көшіріп)|скача(?:йте|ть)\s+(?:\S+\s+)?приложение|подпи(?:шитесь|сывайтесь)\s+на)/iu;
/** A site's lines are short; a longer one that speaks of subscribing is part of the report. */
const MAX_PROMOTION = 200;
const NETWORKS =
  /^(?:(?:facebook|twitter|x|telegram|whatsapp|instagram|youtube|vk|вконтакте|email|e-mail|print|link|tweet|share|reddit|linkedin|viber|ok)\b[\s|/·•,]*)+$/iu;
const KICKER =
  /^(?:news|breaking(?:\s+news)?|live|stories|story|feature|explainer|analysis|opinion|press\s+release|media\s+advisory|(?:for\s+)?immediate\s+release|пресс-релиз|world|politics|home|menu|search|новости|истории|разбор|репортаж|мнение|жаңалықтар)$/iu;
const TRAIL = /^[\p{L}\p{N} &]{2,30}(?:\s[>›»]\s[\p{L}\p{N} &]{2,40})+$/u;

/** True for lines a site puts around its articles: promotion, share buttons, menus, notices. Kept in the text, never a title or heading. */
export function isBoilerplate(text: string): boolean {
  const head = text.slice(0, 300);
  if (text.length <= MAX_PROMOTION && (PROMOTION_ANYWHERE.test(text) || PROMOTION_ALONE.test(text)))
    return true;
  return PROMOTION.test(head) || NETWORKS.test(head) || KICKER.test(head) || TRAIL.test(head);
}

const CAPTION =
  /^(?:photo|image|picture|video|map|graphic|caption|credit|table|figure|chart|фото|видео|карта|таблица|рисунок|сурет|кесте)(?!\p{L})/iu;
const CREDIT =
  /(?:[/|©(]|\s[-–—])\s*(?:(?:AP|EPA|AFP|Reuters|Getty)\b|TASS|ТАСС|РИА|Scanpix|Shutterstock|Imago)[^.!?]{0,40}$|(?:[Pp]hoto|[Фф]ото)(?:\s+by)?\s*[:/]?\s+\p{Lu}[^.!?]{0,60}$/u;

/** True for the line below a picture or a table, which looks like a heading: `Figure 1`, `A street in Almaty / Reuters`. */
export function isCaption(text: string): boolean {
  return text.length <= MAX_PROMOTION && (CAPTION.test(text) || CREDIT.test(text));
}

/** Share of a text's letters that a script must have for lines in other scripts to count as foreign. */
const CLEAR_MAJORITY = 0.6;
const SAMPLE_UNITS = 20_000;
/** A line shows its script early. */
const LINE_UNITS = 300;

/** The script most of the text is written in, lines of boilerplate left aside; null when none clearly is. */
export function mainScript(lines: readonly string[]): Script | null {
  const counts = new Map<Script, number>();
  let seen = 0;
  for (const line of lines) {
    if (seen > SAMPLE_UNITS) break;
    if (isBoilerplate(line)) continue;
    seen += line.length;
    for (const [script, count] of countScripts(line, SAMPLE_UNITS)) {
      counts.set(script, (counts.get(script) ?? 0) + count);
    }
  }
  const dominant = dominantScript(counts);
  return dominant !== null && dominant.share >= CLEAR_MAJORITY ? dominant.script : null;
}

/** True when most letters of a line are in another script than the report's. Han and kana go together. */
export function isForeign(text: string, main: Script | null): boolean {
  if (main === null) return false;
  const own = dominantScript(countScripts(text, LINE_UNITS));
  if (own === null || own.script === main) return false;
  const east = (script: Script): boolean => script === 'han' || script === 'kana';
  return own.share >= CLEAR_MAJORITY && !(east(own.script) && east(main));
}
