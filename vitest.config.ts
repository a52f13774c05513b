import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const alias = {
  $domain: resolve('src/renderer/src/domain'),
  $contract: resolve('src/preload/contract'),
};

export default defineConfig({
  test: {
    // One is left free otherwise, which on two cores is half of them.
    maxWorkers: '100%',
    // Only what hangs is to fail by time: on a busy machine five seconds are short for a property test.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['src/**/*.svelte.test.ts', 'src/**/*.dom.test.ts'],
          setupFiles: ['fake-indexeddb/auto'],
        },
      },
      {
        extends: true,
        resolve: { alias, conditions: ['browser'] },
        plugins: [svelte({ configFile: resolve('svelte.config.mjs') })],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['src/**/*.svelte.test.ts', 'src/**/*.dom.test.ts'],
          setupFiles: ['fake-indexeddb/auto'],
        },
      },
    ],
  },
});
