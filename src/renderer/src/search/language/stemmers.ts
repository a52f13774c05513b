import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as irish } from '@orama/stemmers/irish';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as nepali } from '@orama/stemmers/nepali';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as sanskrit } from '@orama/stemmers/sanskrit';
import { stemmer as serbian } from '@orama/stemmers/serbian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as tamil } from '@orama/stemmers/tamil';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { kazakhStem } from './kazakh-stemmer';
import type { Script } from './scripts';

/** Cuts a word, as `normaliseTerm` leaves it, down to what its inflected forms have in common. */
export type Stemmer = (term: string) => string;

interface Stemmed {
  readonly script: Script;
  readonly stem: Stemmer;
}

/** By ISO 639-1 code. */
export const STEMMERS: ReadonlyMap<string, Stemmed> = new Map<string, Stemmed>([
  // “And the”, “in the” and the like are taken for “the”.
  ['ar', { script: 'Arabic', stem: (term) => arabic(term.replace(/^[وفبك](?=ال)/u, '')) }],
  ['bg', { script: 'Cyrillic', stem: bulgarianStem }],
  ['da', { script: 'Latin', stem: danish }],
  ['de', { script: 'Latin', stem: german }],
  ['el', { script: 'Greek', stem: greek }],
  ['en', { script: 'Latin', stem: english }],
  ['es', { script: 'Latin', stem: spanish }],
  ['fi', { script: 'Latin', stem: finnish }],
  ['fr', { script: 'Latin', stem: french }],
  ['ga', { script: 'Latin', stem: irish }],
  ['hi', { script: 'Devanagari', stem: hindi }],
  ['hu', { script: 'Latin', stem: hungarian }],
  ['hy', { script: 'Armenian', stem: armenian }],
  ['id', { script: 'Latin', stem: indonesian }],
  ['it', { script: 'Latin', stem: italian }],
  ['kk', { script: 'Cyrillic', stem: kazakhStem }],
  ['lt', { script: 'Latin', stem: lithuanian }],
  ['ne', { script: 'Devanagari', stem: nepali }],
  ['nl', { script: 'Latin', stem: dutch }],
  ['no', { script: 'Latin', stem: norwegian }],
  ['pt', { script: 'Latin', stem: portuguese }],
  ['ro', { script: 'Latin', stem: romanian }],
  ['ru', { script: 'Cyrillic', stem: russian }],
  ['sa', { script: 'Devanagari', stem: sanskrit }],
  ['sr', { script: 'Latin', stem: serbian }],
  ['sv', { script: 'Latin', stem: swedish }],
  ['ta', { script: 'Tamil', stem: tamil }],
  ['tr', { script: 'Latin', stem: turkishStem }],
  // An instrumental case that the stemmer does not know.
  ['uk', { script: 'Cyrillic', stem: (term) => ukrainian(term.replace(/єю$/u, 'я')) }],
]);

/**
 * The stemmer writes into what it is given: letters in a list, as the algorithm has it (Savoy, Searching strategies for the
 * Bulgarian language, 2007). A string cannot be written to, and it throws.
 */
function bulgarianStem(term: string): string {
  const letters = Object.assign([...term], {
    substring: (from: number, to: number): string => letters.slice(from, to).join(''),
  });
  return bulgarian(letters as unknown as string);
}

/** Suffixes come off until none is left: `göstericiler` and `gösterici` end alike only then. */
function turkishStem(term: string): string {
  let stem = withTurkishVowels(term);
  for (let before = ''; before !== stem && stem.length > 3;) {
    before = stem;
    stem = turkish(stem);
  }
  return stem;
}

/**
 * Puts back what normalising took from Turkish: after a back vowel an `i` was an `ı`, after a front vowel an `u` was an `ü`
 * (vowel harmony; Göksel and Kerslake, Turkish: A Comprehensive Grammar, 3.1). The stemmer looks for suffixes in harmony.
 */
function withTurkishVowels(term: string): string {
  let isBack = false;
  let result = '';
  for (const letter of term) {
    const vowel = isBack ? (letter === 'i' ? 'ı' : letter) : letter === 'u' && result !== '' ? 'ü' : letter;
    if ('aıou'.includes(vowel)) isBack = true;
    else if ('eiöü'.includes(vowel)) isBack = false;
    result += vowel;
  }
  return result;
}
