import importWorkerUrl from '../importers/import.worker.ts?worker&url';
import searchWorkerUrl from '../search/search.worker.ts?worker&url';
import suggestWorkerUrl from '../suggesters/suggest.worker.ts?worker&url';

/** Trusted Types let only this policy name scripts, and only our own. */
const policy = window.trustedTypes?.createPolicy('app-worker', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new Error('Not one of our workers.');
    return url;
  },
});

function start(url: string): Worker {
  const trusted = policy?.createScriptURL(url) ?? url;
  return new Worker(trusted as string, { type: 'module' });
}

export const startImportWorker = (): Worker => start(importWorkerUrl);
export const startSearchWorker = (): Worker => start(searchWorkerUrl);
export const startSuggestWorker = (): Worker => start(suggestWorkerUrl);
