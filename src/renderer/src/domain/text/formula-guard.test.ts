import { describe, expect, it } from 'vitest';
import { guardFormula } from './formula-guard';

describe('guardFormula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+7 701 000 00 00', "'+7 701 000 00 00"],
    ['-2', "'-2"],
    ['@minister', "'@minister"],
    ['  =1', "'  =1"],
    ['\u00a0=1', "'\u00a0=1"],
    ['\u200b=1', "'\u200b=1"],
    ['\uFEFF=1', "'\uFEFF=1"],
    ['\n=1', "'\n=1"],
    ['\tindented', "'\tindented"],
    ['\rreturn', "'\rreturn"],
    ['\0nul', "'\0nul"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠a', "'＠a"],
    ["'=1", "''=1"],
    ["''\t", "'''\t"],
  ])('guards %j', (cell, guarded) => expect(guardFormula(cell)).toBe(guarded));

  it.each(['', 'text', '1=1', '“-” in quotes', "'quoted' words", "'", '—dash', ' ', 'a\t=1', '|=1'])(
    'leaves %j as it is',
    (cell) => expect(guardFormula(cell)).toBe(cell),
  );
});
