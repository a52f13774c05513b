import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createOutput } from './output';

function sink(fail?: { after: number; code: string }): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, callback) {
      setImmediate(() => {
        if (fail && chunks.length >= fail.after)
          callback(Object.assign(new Error(fail.code), { code: fail.code }));
        else {
          chunks.push(chunk.toString());
          callback();
        }
      });
    },
  });
  return { stream, text: () => chunks.join('') };
}

it('has written a line by the time it answers', async () => {
  const out = sink();
  const err = sink();
  const output = createOutput({ out: out.stream, err: err.stream });
  await output.print('out', '{"a":1}');
  expect(out.text()).toBe('{"a":1}\n');
  void output.print('err', 'late');
  expect(await output.flush()).toBe(true);
  expect(err.text()).toBe('late\n');
});

it('drops what a reader that went away no longer wants', async () => {
  const out = sink({ after: 1, code: 'EPIPE' });
  const output = createOutput({ out: out.stream, err: sink().stream });
  for (const line of ['1', '2', '3']) await output.print('out', line);
  expect(await output.flush()).toBe(true);
  expect(out.text()).toBe('1\n');
});

it('says so when output was lost for another reason', async () => {
  const output = createOutput({ out: sink({ after: 0, code: 'ENOSPC' }).stream, err: sink().stream });
  await output.print('out', '1');
  expect(await output.flush()).toBe(false);
});
