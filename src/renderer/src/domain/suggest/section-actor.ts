import type { Span } from '../text/offsets';

/** Who acts in a section, as its heading says. */
export interface ActingInSection {
  /** Where the heading names them; UTF-16, in the heading. */
  readonly span: Span;
  /** A name for an actor that the archive lacks; null when the heading's case would have to be guessed back. */
  readonly name: string | null;
}

const ENGLISH =
  /^(?:\p{L}+\s)?(?:actions?|acts|activit(?:y|ies)|attacks|violence|abuses|violations|killings|crimes|conduct|measures|responses?|reactions?|statements?|demands|decisions|tactics|behaviou?r)\s(?:by|of|from)\s(?:the\s)?(?<who>.+)$/diu;
const RUSSIAN =
  /^(?:действия|деятельность|акции|меры|нападения|насилие|преступления|требования|заявления|реакция|ответ|поведение|решения)\s(?:со\sстороны\s)?(?<who>.+)$/diu;
const KAZAKH = /^(?<who>.+?)\s(?:(?:іс-)?әрекет|шара|талап|мәлімдеме|шешім|қимыл|шабуыл|қылмыс)\p{L}*$/diu;
/** What ends the name in a heading such as `Actions by protesters in Almaty (January)`. */
const NAME_ENDS = /\s(?:in|on|at|during|against|after|before|from|between|and\stheir)\s|[(:;,–—]/iu;

/** Reads a heading such as “Actions by protesters”, “Действия полиции” or “Полицияның әрекеттері”; null for others. */
export function actorInHeading(heading: string): ActingInSection | null {
  const english = ENGLISH.exec(heading);
  const match = english ?? RUSSIAN.exec(heading) ?? KAZAKH.exec(heading);
  const who = match?.groups?.who;
  const start = match?.indices?.groups?.who?.[0];
  if (who === undefined || start === undefined) return null;
  const ends = english === null ? -1 : who.search(NAME_ENDS);
  const name = (ends < 0 ? who : who.slice(0, ends)).trimEnd();
  if (name === '') return null;
  const span = { start, end: start + name.length };
  return { span, name: english === null ? null : name[0]!.toUpperCase() + name.slice(1) };
}
