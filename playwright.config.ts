import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './e2e/fixtures/chromium-session';
import type { Options } from './e2e/fixtures/app';

/** Specs whose titles carry this tag need nothing of Electron and run on the system's Chromium as well. */
const ON_BOTH_ENGINES = /@both/;

export default defineConfig<Options>({
  testDir: 'e2e',
  globalSetup: './e2e/fixtures/global-setup.ts',
  tsconfig: './tsconfig.e2e.json',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: 'electron', use: { engine: 'electron' } },
    ...(existsSync(CHROMIUM)
      ? [{ name: 'chromium', grep: ON_BOTH_ENGINES, use: { engine: 'chromium' as const } }]
      : []),
  ],
});
