import { expect, test } from 'vitest';
import { dependenciesMatch } from './npm.mjs';

const lock = (packages) => ({ packages: { '': { version: '0.1.0' }, ...packages } });

test.each([
  ['nothing is installed', lock({}), undefined, false],
  ['all is as locked', lock({ a: { version: '1' } }), lock({ a: { version: '1' } }), true],
  ['a package is missing', lock({ a: { version: '1' } }), lock({}), false],
  ['a version differs', lock({ a: { version: '2' } }), lock({ a: { version: '1' } }), false],
  ['another platform’s package is missing', lock({ a: { version: '1', optional: true } }), lock({}), true],
  [
    'an optional package is old',
    lock({ a: { version: '2', optional: true } }),
    lock({ a: { version: '1' } }),
    false,
  ],
  ['only the project’s own version differs', lock({}), { packages: {} }, true],
])('%s', (_case, wanted, installed, expected) => {
  expect(dependenciesMatch(wanted, installed)).toBe(expected);
});
