import { beforeEach, expect, test } from 'vitest';
import { focusScope } from './focus-scope';

beforeEach(() => {
  document.body.innerHTML = '<button id="before"></button><input id="other" /><div><input id="in" /></div>';
});

const get = (id: string): HTMLElement => document.getElementById(id)!;

test.each([
  ['in', 'before'],
  ['other', 'other'],
])('with the focus in “%s” at the end it is in “%s” afterwards', (last, after) => {
  get('before').focus();
  const leave = focusScope(document.querySelector('div')!);
  get(last).focus();
  leave();
  expect(document.activeElement).toBe(get(after));
});
