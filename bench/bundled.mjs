import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ROOT } from '../scripts/paths.mjs';

/**
 * Builds a module of this folder with what it takes from the app, and loads it.
 * @param {string} name of the file, such as `suggest-code.ts`
 */
export async function bundled(name) {
  const out = join(ROOT, 'bench', 'results');
  const fileName = `${name.replace(/\.ts$/u, '')}.mjs`;
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: {
        $domain: join(ROOT, 'src/renderer/src/domain'),
        $contract: join(ROOT, 'src/preload/contract'),
      },
    },
    build: {
      outDir: out,
      emptyOutDir: false,
      minify: false,
      lib: { entry: join(ROOT, 'bench', name), formats: ['es'], fileName: () => fileName },
    },
  });
  return import(pathToFileURL(join(out, fileName)).href);
}
