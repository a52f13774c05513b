import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlainText } from '../plain-text';
import { damagedBytes } from '../zip/__fixtures__/damage';
import { outline } from '../zip/__fixtures__/outline';
import { codeOf, faultsOf, readOne } from '../zip/__fixtures__/read';
import { mailImporter } from './mail-importer';

const UTF8 = new TextEncoder();
const HEAD = [
  'From: Aru Seitova <aru@example.org>',
  'To: desk@example.org',
  'Subject: Re: AW: Cranes stand still',
  'Date: Thu, 6 Jan 2022 23:30:00 -0500',
];

const message = (lines: readonly string[], head: readonly string[] = HEAD): Uint8Array =>
  UTF8.encode([...head, '', ...lines].join('\r\n'));
const plain = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8'];
const draftOf = async (bytes: Uint8Array) => readOne(mailImporter, bytes, { name: 'a.eml' });

/** Parts of a message, each with its own fields. */
function multipart(kind: string, parts: readonly (readonly [fields: string, body: string])[]): Uint8Array {
  const body = parts.flatMap(([fields, text]) => ['--edge', ...fields.split('; ; '), '', text]);
  return message(
    [...body, '--edge--'],
    [...HEAD, 'MIME-Version: 1.0', `Content-Type: multipart/${kind}; boundary=edge`],
  );
}

const WRAPPED = [
  'The cranes stood still for an eighth day on Thursday, and the ships turned',
  'back to where they had come from. Nobody said for how long the piers would be',
  'closed, and nobody asked the drivers, who had stayed at home.',
];

it('joins lines, keeps quotations, and reads the fields', async () => {
  const draft = await draftOf(
    message(
      [
        ...WRAPPED,
        '',
        'On Wednesday the owners wrote:',
        '',
        '> We have nothing to say',
        '> before Friday.',
        '',
        '-- ',
        'Aru Seitova',
      ],
      [
        ...HEAD,
        ...plain,
        'Organization: The Valley Times',
        'Content-Language: en-GB',
        'Archived-At: <https://example.org/m/1>',
      ],
    ),
  );
  expect(outline(draft)).toEqual([
    `paragraph: ${WRAPPED.join(' ')}`,
    'paragraph: On Wednesday the owners wrote:',
    'quote: We have nothing to say before Friday.',
    'paragraph: Aru Seitova',
  ]);
  expect(draft.metadata).toEqual({
    title: 'Cranes stand still',
    author: 'Aru Seitova',
    source: 'The Valley Times',
    sourceUrl: 'https://example.org/m/1',
    published: '2022-01-06',
    captured: '',
    language: 'en-GB',
  });
  expect(draft.notes).toEqual([]);
});

it('reads encoded fields, lists, and dates of two figures', async () => {
  const { metadata } = await draftOf(
    message(WRAPPED, [
      'From: =?utf-8?B?0JDRgNGD?= <aru@example.org>',
      'Subject: =?utf-8?Q?=D0=9A=D1=80=D0=B0=D0=BD=D1=8B?=',
      'Date: 6 Jan 99 10:00 +0600',
      'List-Id: "Valley News" <news.example.org>',
      ...plain,
    ]),
  );
  expect(metadata).toMatchObject({
    title: 'Краны',
    author: 'Ару',
    source: 'Valley News',
    published: '1999-01-06',
  });
});

it('joins flowed lines, those of quotations too', async () => {
  const draft = await draftOf(
    message(
      [
        'They went home, and ',
        'the gate was closed.',
        '',
        '>> Nobody knew who ',
        '>> had closed it.',
        '',
        '> Nor did ',
        '> they ask.',
      ],
      [...HEAD, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8; format=flowed'],
    ),
  );
  expect(outline(draft)).toEqual([
    'paragraph: They went home, and the gate was closed.',
    'quote: Nobody knew who had closed it.',
    'quote: Nor did they ask.',
  ]);
});

it('takes the page when there is no text, or little beside it, and reports attachments', async () => {
  const page = `<html lang="en"><body><h1>Gates</h1><p>${WRAPPED.join('\n')}</p><blockquote>Not before Friday.</blockquote><p>•</p><img src="cid:p@x"></body></html>`;
  const draft = await draftOf(
    multipart('mixed', [
      ['Content-Type: text/html; charset=utf-8', page],
      ['Content-Type: image/png; ; Content-ID: <p@x>; ; Content-Transfer-Encoding: base64', 'AAAA'],
      [
        'Content-Type: application/pdf; name="strike.pdf"; ; Content-Disposition: attachment; ; Content-Transfer-Encoding: base64',
        'AAAA',
      ],
    ]),
  );
  expect(outline(draft)).toEqual([
    'title: Gates',
    `paragraph: ${WRAPPED.join(' ')}`,
    'quote: Not before Friday.',
  ]);
  expect(draft.metadata).toMatchObject({ title: 'Cranes stand still', language: 'en' });
  expect(draft.notes.map(({ message: said }) => said)).toEqual([
    'Attachments were left out: 1 (“strike.pdf”). They can be imported as files of their own.',
    'Pictures were left out, their captions kept: 1.',
  ]);
  const stub = await draftOf(
    multipart('alternative', [
      ['Content-Type: text/plain', 'View this message as a page.'],
      ['Content-Type: text/html', page],
    ]),
  );
  expect(stub.text).toContain(WRAPPED.join(' '));
});

it('refuses what is no message that it reads, with a reason', async () => {
  expect(await codeOf(mailImporter, UTF8.encode('Only a text.\n'))).toBe('import/not-mail');
  expect(await codeOf(mailImporter, UTF8.encode(''))).toBe('import/not-mail');
  expect(await codeOf(mailImporter, UTF8.encode('%PDF-1.4\n'))).toBe('import/wrong-kind');
  expect(await codeOf(mailImporter, message(['', '']))).toBe('import/empty');
  expect(await codeOf(mailImporter, message(['-----BEGIN PGP MESSAGE-----', 'x']))).toBe(
    'import/mail-encrypted',
  );
  const nested = Array.from(
    { length: 200 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  );
  expect(await codeOf(mailImporter, UTF8.encode(`Subject: a\r\n${nested.join('')}`))).toBe(
    'import/mail-damaged',
  );
});

it('never throws, and drafts are sound, whatever is done to its bytes', async () => {
  const sound = multipart('mixed', [
    [
      'Content-Type: text/plain; charset=utf-8; format=flowed; ; Content-Transfer-Encoding: quoted-printable',
      'They said=20\n> so =D0=9A.',
    ],
    [
      'Content-Type: text/html; ; Content-Transfer-Encoding: base64',
      btoa('<p>They said so.</p><ul><li>a</li></ul>'),
    ],
    ['Content-Type: message/rfc822', 'Subject: b\n\nWithin.'],
  ]);
  await fc.assert(
    fc.asyncProperty(damagedBytes(sound), async (bytes) => {
      expect(await faultsOf(mailImporter, bytes)).toEqual([]);
    }),
    { seed: 20220106, numRuns: 150 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 50 }),
      async (body, subject) => {
        expect(await faultsOf(mailImporter, message([body], [`Subject: ${subject}`, ...plain]))).toEqual([]);
      },
    ),
    { seed: 20220106, numRuns: 150 },
  );
});

it('takes time in proportion to the message', async () => {
  for (const piece of ['> ', '>', '<b>', '--edge\n', 'a: b\n', ' \n', '=?utf-8?q?', '<', 'Re: ', '=']) {
    for (const bytes of [
      message([piece.repeat(20_000)]),
      message([], [`Subject: ${piece.repeat(20_000)}`]),
    ]) {
      const started = performance.now();
      await mailImporter.read({ name: 'a.eml', bytes }, {}).next();
      expect(performance.now() - started, piece).toBeLessThan(4000);
    }
  }
}, 120_000);

const folder = resolve(import.meta.dirname, '../../../../../../shared/data/files/same-text');

describe.skipIf(!existsSync(folder))(
  'one text in several formats (skipped when ../shared/data is absent)',
  () => {
    it('is the same as mail and as text', async () => {
      const bytesOf = (name: string) => new Uint8Array(readFileSync(resolve(folder, name)));
      const mail = await draftOf(bytesOf('eng_spa_mult.eml'));
      const text = new TextDecoder().decode(bytesOf('eng_spa_mult.txt'));
      const draft = parsePlainText({ text, name: 'eng_spa_mult.txt', encoding: 'utf-8', notes: [] });
      expect(outline(mail)).toEqual(outline(draft));
      expect(mail.metadata).toMatchObject({
        title: 'Test email with multiple languages',
        author: 'John',
        published: '2023-10-04',
      });
    });
  },
);
