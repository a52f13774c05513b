import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.mjs';

const TYPED = ['**/*.ts', '**/*.svelte'];
const SVELTE = ['**/*.svelte', '**/*.svelte.ts'];
const TESTS = ['**/*.test.ts', 'e2e/**/*.ts', 'src/renderer/src/testing/**/*.ts'];
const RENDERER = ['src/renderer/src/**/*.ts', 'src/renderer/src/**/*.svelte'];

const NAMED_EXPORTS = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name: one name for one thing everywhere.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it.' },
];
const NO_CLOCK = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Pass the time in: domain code has no clock.',
  },
];
const NO_STYLE_ATTRIBUTE = [
  {
    selector: 'SvelteAttribute[key.name="style"]',
    message: 'The content security policy refuses style attributes; use style:property={value} or a class.',
  },
];
const NO_BLIND_STATE = [
  {
    selector:
      'CallExpression[callee.name="$state"] > NewExpression[callee.name=/^(?:Map|Set|Date|URL|URLSearchParams)$/]',
    message: '$state does not see changes inside this; use svelte/reactivity, or $state.raw and replace it.',
  },
];
const OFFLINE = 'Nothing leaves the machine: the app makes no requests.';

export default defineConfig(
  {
    ignores: [
      'out/',
      'node_modules/',
      '.tsbuild/',
      'test-results/',
      'playwright-report/',
      'bench/results/',
      'resources/',
      '**/__fixtures__/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,

  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-restricted-syntax': ['error', ...NAMED_EXPORTS] },
  },

  {
    files: TYPED,
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        // The same for every file: a difference makes the type service start anew.
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // With noUncheckedIndexedAccess, `!` is how an invariant on an index is stated.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Spreading a string gives code points, which is what the offsets in files count.
      '@typescript-eslint/no-misused-spread': 'off',
      // Reports type parameters that only name what a caller asserts, such as a row's type.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // An async signature can be the contract even where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...NAMED_EXPORTS],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },

  svelte.configs.recommended,
  {
    files: SVELTE,
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/prefer-svelte-reactivity': 'error',
      'svelte/no-unused-props': 'error',
      'svelte/button-has-type': 'error',
      'no-restricted-syntax': ['error', ...NAMED_EXPORTS, ...NO_STYLE_ATTRIBUTE, ...NO_BLIND_STATE],
      // Runes assign behind the checker's back, so that it takes a live condition for a constant one.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // `void value` is how an effect reads what it should run again for.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // `let { value = $bindable() }: Props = $props()` has to be a let as a whole.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },

  {
    files: ['**/*.svelte.ts'],
    // Here it takes every Map in an exported class for a changing one, also a derived one that is always new.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // To this parser another component is untyped, so what its snippets pass is `any`. svelte-check sees the types.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  {
    files: RENDERER,
    ignores: TESTS,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: OFFLINE },
        { name: 'XMLHttpRequest', message: OFFLINE },
        { name: 'WebSocket', message: OFFLINE },
        { name: 'EventSource', message: OFFLINE },
        { name: 'localStorage', message: 'Settings go through the host, data through storage.' },
        { name: 'sessionStorage', message: 'Settings go through the host, data through storage.' },
        { name: 'alert', message: 'Use a dialog component: this one blocks the window.' },
        { name: 'confirm', message: 'Use a dialog component: this one blocks the window.' },
        { name: 'prompt', message: 'Use a dialog component: this one blocks the window.' },
        { name: 'event', message: 'Take the event as a parameter.' },
        { name: 'name', message: 'Probably a missing local: this is window.name.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'host', message: 'Take the host from platform/host.' },
        { object: 'globalThis', property: 'host', message: 'Take the host from platform/host.' },
        { object: 'navigator', property: 'sendBeacon', message: OFFLINE },
      ],
    },
  },
  {
    files: ['src/renderer/src/platform/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/renderer/src/domain/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...NAMED_EXPORTS, ...NO_CLOCK],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Pass the time in: domain code has no clock.' },
        { object: 'Math', property: 'random', message: 'Pass the random source in.' },
      ],
    },
  },

  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // Matchers such as expect.any() are untyped.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // Playwright reads a fixture's needs from the destructured parameter, also when there are none.
      'no-empty-pattern': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['bench/**', 'scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // The tools that load these files take the default export.
    files: ['*.config.{js,ts,mjs}', 'e2e/fixtures/global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
