import { expect, it } from 'vitest';
import { describeFault } from './unexpected';

it('says what kind of fault and where, without message or folders', () => {
  const fault = new TypeError('The ministry said\n    at /home/me/secret.txt');
  const text = describeFault(fault);
  expect(text).toMatch(/^TypeError\n\s+at /);
  expect(text).toContain('unexpected.test.ts');
  expect(text).not.toMatch(/ministry|home|\//);
});

it('does not print a thrown text', () => {
  expect(describeFault('The ministry said')).toBe('string');
});
