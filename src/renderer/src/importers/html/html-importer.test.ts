import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportDraft } from '$domain/report/report';
import { checkCanonical } from '$domain/text/canonical';
import type { Offer, ReadChoices } from '../importer';
import { readFile } from '../registry';

const PAGE = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>The harbour closes | The Valley Times</title>
<meta property="og:site_name" content="The Valley Times">
<meta property="article:published_time" content="2022-01-06T23:30:00+06:00">
<link rel="canonical" href="https://valley.example/2022/harbour">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"The harbour closes",
"author":[{"@type":"Person","name":"Aru Seitova"},{"name":"Ivan Kim"}]}</script>
<script>document.title = 'run'</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/arts">Arts</a></li></ul></nav>
<article><h1>The harbour closes</h1><p class="standfirst">Crane drivers stay at home for a third day.</p>
<p>The port authority closed both piers on Thursday, and ships turned back to where they had come from.<sup><a href="#n1" id="r1">1</a></sup></p>
<p>Drivers of the cranes had asked for <a href="javascript:alert(1)">more pay</a> since the autumn,<br>and nobody had answered them until the first of them went home.</p>
<h2>What they ask for</h2><ol start="3"><li>More pay<ul><li>for nights</li></ul></li><li>Less work</li></ol>
<blockquote><p>We shall not move a single crate before somebody talks to us.</p></blockquote>
<table><tr><th>Pier</th><th>Ships</th></tr><tr><td>North</td><td>12</td></tr></table>
<figure><img src="https://tracker.example/a.png" alt="x"><figcaption>The north pier on Thursday.</figcaption></figure>
<p hidden>Nobody sees this line at all.</p>
<p id="n1">1 In a letter to the drivers. <a href="#r1">↩</a></p>
<p>Related: <a href="/other">Another strike in the valley</a></p></article>
<footer><p>All rights reserved, which is a line that stands on every page of this site and says nothing.</p></footer>
</body></html>`;

async function read(
  html: string | Uint8Array,
  choices: ReadChoices = {},
  name = 'a.html',
): Promise<{ draft: ReportDraft; offers: readonly Offer[] }> {
  const bytes = typeof html === 'string' ? new TextEncoder().encode(html) : html;
  const reading = readFile({ name, bytes }, choices);
  const first = await reading.next();
  if (first.done || !first.value.result.ok) throw new Error(JSON.stringify(first.value));
  const last = await reading.next();
  return { draft: first.value.result.value, offers: last.done ? last.value : [] };
}

function outline({ text, blocks }: ReportDraft): string[] {
  return blocks.map((block) => {
    const marks = block.kind === 'footnote' ? block.mentions : [];
    const level = 'level' in block ? ` ${block.level}` : '';
    const own = text.slice(block.span.start, block.span.end);
    return `${block.kind}${level}: ${own}${marks.map((m) => ` ← ${text.slice(m.start, m.end)}`).join('')}`;
  });
}

describe('a web page', () => {
  it('gives its article, with what it says of itself', async () => {
    const { draft, offers } = await read(PAGE);
    expect(outline(draft)).toEqual([
      'title: The harbour closes',
      'dek: Crane drivers stay at home for a third day.',
      'paragraph: The port authority closed both piers on Thursday, and ships turned back to where they had come from.[1]',
      'paragraph: Drivers of the cranes had asked for more pay since the autumn, and nobody had answered them until the first of them went home.',
      'heading 1: What they ask for',
      'list-item 1: 3. More pay',
      'list-item 2: for nights',
      'list-item 1: 4. Less work',
      'quote: We shall not move a single crate before somebody talks to us.',
      'table-row: Pier | Ships',
      'table-row: North | 12',
      'paragraph: The north pier on Thursday.',
      'footnote: [1] In a letter to the drivers. ← [1]',
    ]);
    expect(draft.metadata).toEqual({
      title: 'The harbour closes',
      author: 'Aru Seitova, Ivan Kim',
      source: 'The Valley Times',
      sourceUrl: 'https://valley.example/2022/harbour',
      published: '2022-01-06',
      captured: '',
      language: 'en-GB',
    });
    expect(draft.notes.map(({ code }) => code)).toEqual(['import/images', 'import/article-only']);
    expect(offers).toEqual([
      { kind: 'extent', taken: 'article' },
      { kind: 'encoding', taken: 'utf-8' },
    ]);
  });

  it('gives all its text when that is asked for, or when it has no article', async () => {
    const { draft, offers } = await read(PAGE, { extent: 'page' });
    expect(draft.text).toContain('All rights reserved');
    expect(draft.text).toContain('Home');
    expect(draft.text).not.toContain('Nobody sees');
    expect(offers[0]).toEqual({ kind: 'extent', taken: 'page' });
    const short = await read('<p>Two words.</p>');
    expect(short.draft.text).toBe('Two words.');
    expect(short.draft.notes.map(({ code }) => code)).toContain('import/whole-page');
  });

  it('is read in the encoding that it says, that is chosen, or that it has', async () => {
    const cyrillic = Uint8Array.from([0xcf, 0xee, 0xf0, 0xf2]);
    const page = (charset: string) =>
      Uint8Array.from([
        ...new TextEncoder().encode(`<html><meta charset="${charset}"><p>`),
        ...cyrillic,
        ...new TextEncoder().encode('.</p></html>'),
      ]);
    expect((await read(page('windows-1251'))).draft.text).toBe('Порт.');
    expect((await read(page('koi8-r'), { encoding: 'windows-1251' })).draft.text).toBe('Порт.');
    expect((await read('<meta charset="koi8-r"><p>Порт.</p>')).draft.text).toBe('Порт.');
  });

  it('is recognised in a text file, and in a web archive with the day it was saved', async () => {
    expect((await read(PAGE, {}, 'saved.txt')).draft.metadata.title).toBe('The harbour closes');
    const archive = [
      'From: <Saved by a browser>',
      'Snapshot-Content-Location: https://valley.example/page',
      'Subject: x',
      'Date: Fri, 7 Jan 2022 10:00:00 +0600',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<html lang=3D"kk"><head><title>=D0=9F=D0=BE=D1=80=D1=82</title></head><body><p>=D0=9F=D0=BE=D1=80=D1=82 =D0=B7=D0=B0=D0=BA=D1=80=D1=8B=D1=82.</p></body></html>',
      '--b--',
      '',
    ].join('\r\n');
    const { draft } = await read(archive, {}, 'a.mhtml');
    expect(draft.text).toBe('Порт закрыт.');
    expect(draft.metadata).toMatchObject({
      captured: '2022-01-07',
      sourceUrl: 'https://valley.example/page',
      language: 'kk',
    });
  });

  it('can lie as deep and be as wrong as it likes', async () => {
    const deep = `${'<div>'.repeat(50_000)}The end of it.${'</div>'.repeat(50_000)}`;
    expect((await read(deep)).draft.text).toBe('The end of it.');
    const odd =
      '<html><body><base href="https://x.example"><p>One<p>Two<img src="data:image/png;base64,AA" onerror="x()"><svg onload="x()"></svg>';
    expect((await read(odd)).draft.text).toBe('One\n\nTwo');
  }, 30_000);

  it('never throws, and drafts are sound, whatever is done to it', async () => {
    const pieces = PAGE.split(/(?=<)/u);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.nat(pieces.length), fc.nat(pieces.length), fc.constantFrom('drop', 'twice', 'break')),
          {
            maxLength: 6,
          },
        ),
        async (edits) => {
          const mutated = [...pieces];
          for (const [at, to, how] of edits) {
            if (how === 'drop') mutated.splice(at, 2);
            else if (how === 'twice') mutated.splice(to, 0, mutated[at] ?? '');
            else mutated[at] = (mutated[at] ?? '').slice(1);
          }
          const reading = readFile({ name: 'a.html', bytes: new TextEncoder().encode(mutated.join('')) });
          const { value } = await reading.next();
          if (!value || !('result' in value)) throw new Error('nothing was found');
          if (value.result.ok) expect(checkCanonical(value.result.value)).toEqual([]);
          else expect(value.result.error.code).toMatch(/^import\/(?!failed)/u);
        },
      ),
      { seed: 20220106, numRuns: 60 },
    );
  }, 60_000);
});

// What takes time with the square of the length would not end before the test is given up.
it('takes tags that are never closed in its stride', async () => {
  const hostile = `<p>What was said.</p>${'<a '.repeat(200_000)}`;
  const { value } = await readFile({ name: 'a.html', bytes: new TextEncoder().encode(hostile) }).next();
  expect(value).toHaveProperty('result');
});

it('leaves out comments and other stories that stand in the element of an article, and says how many', async () => {
  const paragraph = (n: number): string =>
    `<p>Paragraph ${n} tells at some length what the weavers of the mill said to the owners on that morning of March.</p>`;
  const page = `<html><body><article><h1>Weavers march</h1>${[1, 2, 3, 4].map(paragraph).join('')}
    <div class="x1"><h3>12 Comments</h3><div><p>I was there myself and saw nothing of the kind, whatever the papers say now.</p></div></div>
    <section><h2>Comments on the law</h2><p>The law of last year says nothing of canteens, as two of the weavers told the owners.</p></section>
    </article></body></html>`;
  const { value } = await readFile({ name: 'a.html', bytes: new TextEncoder().encode(page) }).next();
  if (!value || !('result' in value) || !value.result.ok) throw new Error('It was not read.');
  const { text, notes } = value.result.value;
  expect(text).not.toContain('I was there myself');
  expect(text).toContain('The law of last year');
  expect(notes.map(({ message }) => message).join(' ')).toMatch(/1/u);
});
