import type { ImportReply, ImportRequest } from './import-protocol';
import type { Reading } from './importer';
import { readFile } from './registry';

/** The file that is being read; the next thing found is sent when the client asks for it. */
let reading: Reading | null = null;

async function step(): Promise<void> {
  const next = await reading!.next();
  if (next.done) reading = null;
  const reply: ImportReply = next.done
    ? { kind: 'done', offers: next.value }
    : { kind: 'found', found: next.value };
  self.postMessage(reply);
}

self.addEventListener('message', ({ data }: MessageEvent<ImportRequest>) => {
  if (data.kind === 'read') reading = readFile(data.file, data.choices);
  void step();
});
