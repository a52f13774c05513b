import { expect, test } from 'vitest';
import { isChromiumNoise, run } from './child.mjs';

test.each([
  ['[4021:1122/231500.123456:ERROR:dbus/bus.cc:408] Failed to connect to the bus', true],
  ['[4021:1122/231500.123456:WARNING:gpu/vulkan.cc:1] no device', true],
  ['[4021:1122/231500.123456:FATAL:electron_main_delegate.cc(287)] Running as root', false],
  ['[4021:1122/231500.123456:INFO:CONSOLE(1)] "hello"', false],
  ['commonplace: The archive is in use.', false],
])('%s', (line, expected) => {
  expect(isChromiumNoise(line)).toBe(expected);
});

test('the exit code is passed on', async () => {
  await expect(run(process.execPath, ['-e', 'process.exit(3)'])).resolves.toBe(3);
});

test('an end by a signal becomes 128 and its number', async () => {
  await expect(run(process.execPath, ['-e', 'process.kill(process.pid, "SIGTERM")'])).resolves.toBe(143);
});
