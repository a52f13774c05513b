import type { ImportReply, ImportRequest } from './import-protocol';
import { parseFile } from './registry';

self.addEventListener('message', ({ data }: MessageEvent<ImportRequest>) => {
  const reply: ImportReply = { id: data.id, result: parseFile(data.name, data.bytes) };
  self.postMessage(reply);
});
