import type { ImportReply, ImportRequest } from './import-protocol';
import { parseFile } from './registry';

self.addEventListener('message', ({ data }: MessageEvent<ImportRequest>) => {
  void parseFile(data.name, data.bytes).then((result) => {
    const reply: ImportReply = { id: data.id, result };
    self.postMessage(reply);
  });
});
