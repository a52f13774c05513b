import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { networkCalls } from './fixtures/network-calls';
import { HARBOUR, HARBOUR_TITLE, writeFiles } from './fixtures/reports';
import {
  startTraced,
  traceProgram,
  whyNoTrace,
  type TracedApp,
  type TracedStart,
} from './fixtures/traced-app';
import { ArchivePage } from './pages/archive-page';

interface Traced {
  readonly folder: string;
  start(options?: Pick<TracedStart, 'open' | 'save'>): Promise<TracedApp>;
}

const test = base.extend<{ traced: Traced }>({
  traced: async ({}, use) => {
    const problem = process.platform === 'linux' ? whyNoTrace() : 'only Linux has strace';
    test.skip(problem !== null, `The network is not watched: ${problem ?? ''}.`);
    const folder = await mkdtemp(join(tmpdir(), 'commonplace-net-'));
    const profile = join(folder, 'archive');
    await mkdir(profile);
    const started: TracedApp[] = [];
    await use({
      folder,
      async start(options = {}) {
        const app = await startTraced({ profile, log: join(folder, 'trace'), ...options });
        started.push(app);
        return app;
      },
    });
    for (const app of started) app.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
});

test('a whole session opens no socket beyond loopback and asks no name server', async ({ traced }) => {
  const [source] = await writeFiles(traced.folder, { 'harbour.txt': HARBOUR });
  const target = join(traced.folder, 'passages.csv');

  const first = await traced.start({ open: [source!], save: target });
  await work(first.page, target);
  expect(await first.close()).toEqual([]);

  const second = await traced.start();
  const archive = new ArchivePage(second.page);
  await archive.report(HARBOUR_TITLE).click();
  await expect(archive.passage('fuel could run short')).toContainText('Ministry of Fuel');
  expect(await second.close()).toEqual([]);
});

async function work(page: Page, target: string): Promise<void> {
  const archive = new ArchivePage(page);
  await expect(archive.reports()).toBeVisible();
  await page.keyboard.press('Control+o');
  await archive.importDialog().getByRole('button', { name: 'Import', exact: true }).click();
  await expect(archive.article(HARBOUR_TITLE)).toBeVisible();
  await archive.tag('fuel could run short', 'Ministry of Fuel', 'KAZ', { memo: 'https://example.org/' });
  await archive.searchBox().fill('ferries');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  await archive.searchBox().fill('');
  await archive.go('Settings');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await archive.go('Passages');
  await page.keyboard.press('Control+e');
  await page
    .getByRole('dialog', { name: 'Export passages' })
    .getByRole('button', { name: 'Export', exact: true })
    .click();
  await expect.poll(() => readFile(target, 'utf8').catch(() => '')).toContain('Ministry of Fuel');
}

test('a page that tries to reach out by every way it has sends nothing', async ({ traced }) => {
  const app = await traced.start();
  await expect(new ArchivePage(app.page).reports()).toBeVisible();
  await app.page.evaluate(reachOut);
  const calls = await app.close();
  // Choosing a route connects a datagram socket, which sends nothing by itself.
  const isRouteLookup = ({ call, protocol }: (typeof calls)[0]): boolean =>
    call === 'connect' && protocol.startsWith('UDP');
  expect(calls.filter((call) => !isRouteLookup(call))).toEqual([]);
});

/** Addresses are of the blocks reserved for documentation. */
async function reachOut(): Promise<void> {
  for (const host of ['203.0.113.1', '[2001:db8::1]', 'example.org']) {
    const url = `https://${host}/`;
    for (const rel of [
      'preconnect',
      'dns-prefetch',
      'prefetch',
      'preload',
      'modulepreload',
      'stylesheet',
      'icon',
    ]) {
      document.head.append(Object.assign(document.createElement('link'), { rel, href: url, as: 'image' }));
    }
    document.body.append(Object.assign(document.createElement('img'), { src: url }));
    document.body.append(Object.assign(document.createElement('a'), { href: url, ping: url }));
    document.querySelector<HTMLAnchorElement>('a[ping]')?.click();
    void fetch(url, { mode: 'no-cors' }).catch(() => undefined);
    navigator.sendBeacon(url, 'text');
    for (const open of [
      () => new WebSocket(`wss://${host}/`),
      () => new EventSource(url),
      () => new WebTransport(url),
      () => window.open(url),
    ]) {
      try {
        open();
      } catch {
        // Refused at once is as good as refused later.
      }
    }
  }
  const peer = new RTCPeerConnection({
    iceServers: [
      { urls: ['stun:203.0.113.2:3478', 'stun:example.org'] },
      { urls: 'turn:203.0.113.3:3478?transport=tcp', username: 'user', credential: 'word' },
    ],
  });
  peer.createDataChannel('out');
  await peer.setLocalDescription(await peer.createOffer());
  await new Promise((resolve) => setTimeout(resolve, 2000));
}

test('what is watched for would be seen', async ({ traced }) => {
  const script = `
    const udp = require('node:dgram').createSocket('udp4');
    udp.connect(53, '192.0.2.1', () => udp.close());
    require('node:net').connect(9, '127.0.0.1').on('error', () => undefined);`;
  expect(await traceProgram(join(traced.folder, 'trace'), process.execPath, ['-e', script])).toEqual([
    { call: 'connect', protocol: 'UDP', peer: '192.0.2.1 port 53' },
  ]);

  const log = [
    '7 connect(18<TCPv6:[12]>, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), ' +
      'inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28 <unfinished ...>',
    '7 sendto(20<UDP:[10.0.0.1:5->192.0.2.2:53]>, ""..., 33, MSG_NOSIGNAL, NULL, 0) = 33',
    '7 sendmsg(20<UDPv6:[[::1]:5->[2001:db8::2]:53]>, {msg_name=NULL, msg_namelen=0}, 0) = 33',
    '7 connect(3<UNIX-STREAM:[9]>, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0',
    '7 connect(3<UNIX-STREAM:[9]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = 0',
    '7 connect(4<TCP:[9]>, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
    '7 sendto(5<TCPv6:[[::1]:5->[::1]:9]>, ""..., 33, 0, NULL, 0) = 33',
    '7 sendto(5<TCP:[127.0.0.1:5->127.0.0.1:9]>, ""..., 33, 0, NULL, 0) = 33',
  ].join('\n');
  expect(networkCalls(log).map(({ protocol, peer }) => `${protocol} ${peer}`)).toEqual([
    'TCPv6 2001:db8::1 port 443',
    'UDP 192.0.2.2 port 53',
    'UDPv6 2001:db8::2 port 53',
    'UNIX-STREAM /run/systemd/resolve/io.systemd.Resolve',
  ]);
});
