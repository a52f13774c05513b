import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

const domain = resolve('src/renderer/src/domain');
const contract = resolve('src/preload/contract');

// Build targets are set by hand: electron-vite derives them from the installed electron package,
// which is newer than the fallback runtime the app must also run on (Chromium 130, Node 20).
export default defineConfig({
  main: {
    resolve: { alias: { $contract: contract } },
    build: { target: 'node20.18', externalizeDeps: false },
  },
  preload: {
    resolve: { alias: { $contract: contract } },
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      // A sandboxed preload must be CommonJS.
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    resolve: { alias: { $domain: domain, $contract: contract } },
    build: {
      target: 'chrome130',
      minify: true,
      rolldownOptions: {
        input: [resolve('src/renderer/index.html'), resolve('src/renderer/reopening.html')],
        checks: { bundlerTimings: false },
      },
    },
    worker: { format: 'es' },
    plugins: [svelte({ configFile: resolve('svelte.config.mjs') })],
    optimizeDeps: { include: ['dexie', 'minisearch'] },
  },
});
