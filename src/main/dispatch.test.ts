import { describe, expect, it, vi } from 'vitest';
import { CHANNELS, type Channel } from '$contract/channels';
import { MAX_FILE_BYTES } from '$contract/host-api';
import { DEFAULT_SETTINGS, MAX_CHUNK_BYTES } from '$contract/schemas';
import { answer, payloadSize, type Guard, type Handlers, type Sender } from './dispatch';
import { done } from './outcome';

const TOKEN = '2f1e5d62-4c92-4a6e-9f19-0d6d1e0b4c11';
const page: Sender = { isMainFrame: true, url: 'app://archive/index.html' };

function setUp(): { handlers: Handlers; handler: ReturnType<typeof vi.fn>; guard: Guard } {
  const handler = vi.fn(() => done('answered'));
  const handlers = Object.fromEntries(CHANNELS.map((channel) => [channel, handler])) as unknown as Handlers;
  return { handlers, handler, guard: { devOrigin: null, reportUnexpected: vi.fn() } };
}

describe('answer', () => {
  it('passes accepted arguments on', async () => {
    const { handlers, handler, guard } = setUp();
    expect(await answer('abortSave', page, [TOKEN], handlers, guard)).toEqual({
      ok: true,
      value: 'answered',
    });
    expect(handler).toHaveBeenCalledExactlyOnceWith(TOKEN);
  });

  it.each([
    ['a frame inside the page', { isMainFrame: false, url: page.url }],
    ['another page', { isMainFrame: true, url: 'https://example.org/' }],
    ['another host of the scheme', { isMainFrame: true, url: 'app://other/' }],
    ['a page without an address', { isMainFrame: true, url: '' }],
    ['a development server in the built app', { isMainFrame: true, url: 'http://localhost:5173/' }],
  ])('refuses %s on every channel', async (_name, sender) => {
    const { handlers, handler, guard } = setUp();
    for (const channel of CHANNELS) {
      expect(await answer(channel, sender, [], handlers, guard)).toMatchObject({
        ok: false,
        code: 'host/not-allowed',
      });
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it('drops arguments nobody asked for', async () => {
    const { handlers, handler, guard } = setUp();
    await answer('launch', page, ['extra'], handlers, guard);
    expect(handler).toHaveBeenCalledExactlyOnceWith();
  });

  const misfits: [Channel, unknown][] = [
    ['launch', undefined],
    ['launch', { length: 0 }],
    ['readPicked', []],
    ['readPicked', ['/etc/passwd']],
    ['readPicked', [{ toString: 'x' }]],
    ['keepOriginal', ['text']],
    ['keepOriginal', [[1, 2, 3]]],
    ['pickSaveTarget', ['', []]],
    ['pickSaveTarget', ['x', [{ name: 'CSV' }]]],
    ['writeChunk', [TOKEN, new Uint8Array(MAX_CHUNK_BYTES + 1)]],
    ['writeChunk', [TOKEN]],
    ['writeSettings', [{ ...DEFAULT_SETTINGS, theme: 'sepia' }]],
    ['writeSettings', [{ ...DEFAULT_SETTINGS, coder: '' }]],
    ['setMenuState', [{ undo: 1, redo: null, enabled: [] }]],
    ['openArgument', [-1]],
    ['openArgument', [0.5]],
    ['saveToArgument', ['0']],
    ['print', ['log', 'x']],
    ['exit', [256]],
  ];
  it.each(misfits)('refuses a misfit on %s', async (channel, args) => {
    const { handlers, handler, guard } = setUp();
    const reply = await answer(channel, page, args, handlers, guard);
    expect(reply).toMatchObject({ ok: false, code: 'host/not-understood' });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each<[Channel, unknown]>([
    ['readPicked', ['x'.repeat(100_000)]],
    ['setMenuState', [{ undo: null, redo: null, enabled: new Array(100_000).fill('') }]],
    ['keepOriginal', [new Uint8Array(MAX_FILE_BYTES + 2048)]],
    ['launch', [new Map()]],
    ['launch', [new Date(0)]],
  ])('refuses too much on %s before looking at it', async (channel, args) => {
    const { handlers, handler, guard } = setUp();
    expect(await answer(channel, page, args, handlers, guard)).toMatchObject({
      ok: false,
      code: 'host/too-large',
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it('tells the page nothing about a fault', async () => {
    const { handlers, handler, guard } = setUp();
    const fault = new Error('ENOENT: /home/me/archive/originals/ab');
    handler.mockImplementation(() => {
      throw fault;
    });
    const reply = await answer('launch', page, [], handlers, guard);
    expect(reply).toMatchObject({ ok: false, code: 'host/unexpected' });
    expect(JSON.stringify(reply)).not.toMatch(/home|ENOENT/);
    expect(guard.reportUnexpected).toHaveBeenCalledExactlyOnceWith('launch', fault);
  });
});

describe('payloadSize', () => {
  it('counts text, bytes and structure', () => {
    expect(payloadSize(['ab', new Uint8Array(5)], 1000)).toBe(8 + 2 * 8 + (8 + 4) + (8 + 5));
  });

  it('ends for a value that contains itself', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(payloadSize(loop, 10_000)).toBeGreaterThan(10_000);
  });
});
