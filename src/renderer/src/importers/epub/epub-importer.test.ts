import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadChoices } from '../importer';
import { damagedBytes, damagedXml } from '../zip/__fixtures__/damage';
import { outline } from '../zip/__fixtures__/outline';
import { pack } from '../zip/__fixtures__/pack';
import { codeOf, faultsOf, readAll, readOne } from '../zip/__fixtures__/read';
import { bookFiles, page, TITLE, type BookParts } from './__fixtures__/epub-parts';
import { MAX_DOCUMENTS } from './documents';
import { epubImporter } from './epub-importer';

const LONG = 'The cranes of the port stood still for a week, and nobody was paid for it.';

async function read(parts: BookParts, choices: ReadChoices = {}) {
  const { found, offers } = await readAll(epubImporter, await pack(bookFiles(parts)), choices);
  const drafts = found.map(({ result }) => {
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  });
  return { within: found.map(({ within }) => within), drafts, offers };
}

const one = async (parts: BookParts, choices: ReadChoices = {}) =>
  readOne(epubImporter, await pack(bookFiles(parts)), choices);

const TWO = {
  'one.xhtml': `<h1>The strike</h1><p>${LONG}</p>`,
  'two.xhtml': `<h1>The talks</h1><p>They met twice. ${LONG}</p>`,
};

describe('reports', () => {
  it('one a chapter, each named by its heading', async () => {
    const { within, drafts, offers } = await read({ pages: TWO });
    expect(within).toEqual(['The strike', 'The talks']);
    expect(drafts.map(({ metadata }) => [metadata.title, metadata.source])).toEqual([
      ['The strike', 'Cranes of the North'],
      ['The talks', 'Cranes of the North'],
    ]);
    expect(outline(drafts[0]!)).toEqual(['title: The strike', `paragraph: ${LONG}`]);
    expect(offers).toEqual([{ kind: 'chapters', taken: 'each', count: 2 }]);
  });

  it('one in all when that is chosen', async () => {
    const { within, drafts, offers } = await read({ pages: TWO }, { chapters: 'one' });
    expect(within).toEqual(['']);
    expect(drafts[0]!.metadata).toMatchObject({ title: 'Cranes of the North', source: '' });
    expect(outline(drafts[0]!)).toEqual([
      'heading 1: The strike',
      `paragraph: ${LONG}`,
      'heading 1: The talks',
      `paragraph: They met twice. ${LONG}`,
    ]);
    expect(offers).toEqual([{ kind: 'chapters', taken: 'one', count: 2 }]);
  });

  it('one in all when a single document has text', async () => {
    const pages = { 'cover.xhtml': '<img src="a.png"/>', 'one.xhtml': `<h1>The strike</h1><p>${LONG}</p>` };
    const { within, drafts, offers } = await read({ pages, nav: '<li><a href="text/one.xhtml">I</a></li>' });
    expect(within).toEqual(['']);
    expect(drafts[0]!.metadata.title).toBe('Cranes of the North');
    expect(offers).toEqual([]);
  });

  it('chapters of one name are told apart', async () => {
    const same = '<h1>Notes</h1><p>A word.</p>';
    expect(
      (await read({ pages: { a: same, 'a.html': same, b: '<p>No head at all, only words.</p>' } })).within,
    ).toEqual(['Notes', 'Notes (2)', 'OPS/text/b']);
  });
});

describe('titles', () => {
  const bare = { 'a.xhtml': `<p class="t">I. The strike</p><p>${LONG}</p>`, 'b.xhtml': `<p>${LONG}</p>` };

  it('from the navigation document, which is no chapter', async () => {
    const nav =
      '<li><a href="text/a.xhtml">I. The strike</a></li><li><a href="text/b.xhtml#x">II. Talks</a></li>';
    const { within, drafts } = await read({ pages: bare, nav });
    expect(within).toEqual(['I. The strike', 'II. Talks']);
    expect(outline(drafts[0]!)[0]).toBe('title: I. The strike');
    expect(outline(drafts[1]!)).toEqual([`paragraph: ${LONG}`]);
  });

  it('from the table of contents of EPUB 2', async () => {
    const point = (title: string, src: string): string =>
      `<navPoint><navLabel><text>${title}</text></navLabel><content src="${src}"/></navPoint>`;
    const ncx = point('I. The strike', 'text/a.xhtml') + point('II. Talks', 'text/b.xhtml');
    expect((await read({ pages: bare, ncx })).within).toEqual(['I. The strike', 'II. Talks']);
  });

  it('from the contents where they say more than the heading, from the heading where they do not', async () => {
    const pages = {
      'a.xhtml': `<h1>Chapter 1</h1><h2>The strike</h2><p>${LONG}</p>`,
      'b.xhtml': `<h1>The talks</h1><p>${LONG}</p>`,
    };
    const nav =
      '<li><a href="text/a.xhtml">Chapter 1: The strike</a></li><li><a href="text/b.xhtml">Talk</a></li>';
    expect((await read({ pages, nav })).within).toEqual(['Chapter 1: The strike', 'The talks']);
  });
});

describe('notes', () => {
  const cite = (n: number, to: string): string => `<a epub:type="noteref" id="r${n}" href="${to}">${n}</a>`;
  const note = (n: number, text: string, back: string): string =>
    `<aside epub:type="footnote" id="n${n}"><p><a href="${back}">${n}.</a> ${text}</p></aside>`;
  const elsewhere: BookParts = {
    pages: {
      'one.xhtml': `<h1>The strike</h1><p>${LONG}${cite(1, 'notes.xhtml#n1')} More.</p>`,
      'two.xhtml': `<h1>The talks</h1><p>${LONG}${cite(2, 'notes.xhtml#n2')} Less.</p>`,
      '-notes.xhtml': `<h1>Notes</h1>${note(1, 'Letter of May.', 'one.xhtml#r1')}${note(2, 'Press release.', 'two.xhtml#r2')}`,
    },
  };

  it('of another document go to the chapter that cites them', async () => {
    const { within, drafts } = await read(elsewhere);
    expect(within).toEqual(['The strike', 'The talks']);
    expect(outline(drafts[0]!)).toEqual([
      'title: The strike',
      `paragraph: ${LONG}[1] More.`,
      'footnote <1>: [1] Letter of May. ← [1]',
    ]);
    expect(outline(drafts[1]!).at(-1)).toBe('footnote <2>: [2] Press release. ← [2]');
    expect(drafts[0]!.notes).toEqual([]);
  });

  it('stand at the end of the whole book, numbered anew where labels repeat', async () => {
    const repeated = {
      'one.xhtml': `<h1>The strike</h1><p>${LONG}${cite(1, '#n1')}</p>${note(1, 'Letter [1] of May.', '#r1')}`,
      'two.xhtml': `<h1>The talks</h1><p>${LONG}${cite(1, '#n1')}</p>${note(1, 'Press release.', '#r1')}`,
    };
    expect(outline(await one({ pages: repeated }, { chapters: 'one' })).slice(-3)).toEqual([
      `paragraph: ${LONG}[2]`,
      'footnote <1>: [1] Letter [1] of May. ← [1]',
      'footnote <2>: [2] Press release. ← [2]',
    ]);
  });

  it('that are raised figures with links back, without any type', async () => {
    const pages = {
      'one.xhtml': `<h1>The strike</h1><p>${LONG}<a id="r1" href="two.xhtml#n1">1</a></p><p>And so on.</p>`,
      'two.xhtml':
        '<h1>Notes</h1><p id="n1"><a href="one.xhtml#r1">1</a> Letter of May.</p><p>An afterword.</p>',
    };
    const { within, drafts } = await read({ pages });
    expect(within).toEqual(['The strike', 'Notes']);
    expect(outline(drafts[0]!).at(-1)).toBe('footnote <1>: [1] Letter of May. ← [1]');
    expect(outline(drafts[1]!)).toEqual(['title: Notes', 'paragraph: An afterword.']);
  });

  it('that begin with the label and lead back to the text somewhere near', async () => {
    const pages = {
      'one.xhtml': `<h2>The strike<a href="n.xhtml#p9"><sup>[1]</sup></a></h2><p>${LONG}</p>`,
      'n.xhtml': '<p id="p9"><a href="one.xhtml#p3"><sup>[1]</sup></a> Letter of May.</p>',
      'two.xhtml': TWO['two.xhtml'],
    };
    const { within, drafts } = await read({ pages });
    expect(within).toEqual(['The strike', 'The talks']);
    expect(outline(drafts[0]!)).toEqual([
      'title: The strike[1]',
      `paragraph: ${LONG}`,
      'footnote <1>: [1] Letter of May. ← [1]',
    ]);
  });

  it('links of an index take nothing away', async () => {
    const pages = {
      'index.xhtml': '<h1>Index</h1><p>Cranes, <a href="one.xhtml#p">12</a></p>',
      'one.xhtml': `<h1>The strike</h1><p><a id="p"/>${LONG}</p>`,
    };
    const { drafts } = await read({ pages });
    expect(drafts[1]!.text).toContain(LONG);
  });

  it('linear="no" without a mark that points there is left out and told', async () => {
    const pages = { ...TWO, '-aside.xhtml': '<p>An advertisement for other books.</p>' };
    const { within, drafts } = await read({ pages });
    expect(within).toHaveLength(2);
    expect(drafts[0]!.notes).toContainEqual({
      code: 'import/epub-aside',
      message: 'Pages that the book does not show in its order were left out: 1.',
    });
    expect(drafts[1]!.notes).toEqual([]);
  });
});

describe('metadata', () => {
  it('EPUB 3', async () => {
    const metadata = `<dc:title id="s">A history</dc:title><meta refines="#s" property="title-type">subtitle</meta>
      <dc:title id="m">Cranes</dc:title><meta refines="#m" property="title-type">main</meta>
      <dc:creator id="a">Aru Bek</dc:creator><dc:creator>Li Wei</dc:creator>
      <dc:creator id="t">Jo Doe</dc:creator><meta refines="#t" property="role">trl</meta>
      <dc:publisher>Port Press</dc:publisher><dc:date>2014-05-01T00:00:00Z</dc:date><dc:language>en-GB</dc:language>
      <dc:source>https://port.example/cranes</dc:source>`;
    expect((await one({ pages: { a: `<p>${LONG}</p>` }, metadata })).metadata).toMatchObject({
      title: 'Cranes',
      author: 'Aru Bek, Li Wei',
      source: 'Port Press',
      published: '2014-05-01',
      language: 'en-GB',
      sourceUrl: 'https://port.example/cranes',
    });
  });

  it('EPUB 2', async () => {
    const metadata = `${TITLE}<dc:creator opf:role="ill">Jo Doe</dc:creator><dc:creator opf:role="aut">Aru Bek</dc:creator>
      <dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">1998</dc:date>`;
    expect((await one({ pages: { a: `<p>${LONG}</p>` }, metadata })).metadata).toMatchObject({
      title: 'Cranes of the North',
      author: 'Aru Bek',
      published: '1998',
    });
  });
});

describe('XHTML', () => {
  it('elements closed at once, CDATA, page numbers, pictures', async () => {
    const body = `<h1><a id="x"/>Cranes</h1><script src="a.js"/><p>First <span epub:type="pagebreak" id="p12">12</span>word.</p>
      <p><i/><![CDATA[A < B & C]]></p><img src="a.png" alt=""/><table><tr><td>Pier</td><td>9</td></tr></table>`;
    const draft = await one({ pages: { 'a.xhtml': body } });
    expect(outline(draft).slice(1)).toEqual([
      'paragraph: First word.',
      'paragraph: A < B & C',
      'table-row: Pier | 9',
    ]);
    expect(draft.notes.map(({ code }) => code)).toEqual(['import/images']);
  });

  it('expands nothing that a document type declares', async () => {
    const html = `<!DOCTYPE html [<!ENTITY x "expanded"><!ENTITY y SYSTEM "file:///etc/passwd">]><html><head><title>T</title></head><body><p>Words &x; &y; here.</p></body></html>`;
    const draft = await one({ pages: { a: '' }, files: { 'OPS/text/a': html } });
    expect(draft.text).toBe('Words &x; &y; here.');
  });
});

describe('refused or told', () => {
  const refusal = async (parts: BookParts, without: readonly string[] = []): Promise<string> => {
    const files = bookFiles(parts);
    return codeOf(
      epubImporter,
      await pack(Object.fromEntries(Object.entries(files).filter(([name]) => !without.includes(name)))),
    );
  };
  const encryption = (algorithm: string, uri: string): Record<string, string> => ({
    'META-INF/encryption.xml': `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`,
  });

  it('protected books, but not those with protected fonts', async () => {
    const aes = 'http://www.w3.org/2001/04/xmlenc#aes128-cbc';
    const obfuscated = 'http://www.idpf.org/2008/embedding';
    const code = async (files: Record<string, string>) => refusal({ pages: TWO, files });
    expect(await code(encryption(aes, 'OPS/text/one.xhtml'))).toBe('import/password-protected');
    expect(await code(encryption(aes, 'OPS/text/%6fne.xhtml'))).toBe('import/password-protected');
    expect(await code(encryption(aes, 'OPS/font.otf'))).toBe('read');
    expect(await code(encryption(obfuscated, 'OPS/font.otf'))).toBe('read');
  });

  it('books without a package, without text, of another kind', async () => {
    expect(await refusal({ pages: TWO }, ['OPS/book.opf'])).toBe('import/epub-no-package');
    expect(await refusal({ pages: TWO }, ['META-INF/container.xml'])).toBe('read');
    expect(await refusal({ pages: { a: '<img src="a.png"/>' } })).toBe('import/epub-no-text');
    expect(await refusal({ pages: {} })).toBe('import/epub-no-text');
    expect(await refusal({ pages: TWO, files: { 'OPS/book.opf': '<html/>' } })).toBe(
      'import/epub-no-package',
    );
    expect(
      await refusal({ pages: TWO, files: { 'OPS/book.opf': '<!DOCTYPE p [<!ENTITY a "b">]><package/>' } }),
    ).toBe('xml/doctype');
    expect(await codeOf(epubImporter, new Uint8Array())).toBe('import/empty');
    expect(await codeOf(epubImporter, new TextEncoder().encode('Words'))).toBe('import/wrong-kind');
    expect(await codeOf(epubImporter, await pack({ 'a.txt': 'Words' }))).toBe('import/wrong-kind');
    expect(await codeOf(epubImporter, (await pack(bookFiles({ pages: TWO }))).slice(0, -60))).not.toBe(
      'read',
    );
  });

  it('files that are missing', async () => {
    const parts = bookFiles({ pages: { ...TWO, 'gone.xhtml': '' } });
    delete parts['OPS/text/gone.xhtml'];
    const { found } = await readAll(epubImporter, await pack(parts));
    expect(found).toHaveLength(2);
    expect(found[0]!.result).toMatchObject({
      value: {
        notes: [
          {
            code: 'import/unlinked',
            message: 'Files of the book that are missing or damaged were left out: 1.',
          },
        ],
      },
    });
  });

  it('paths that lead out of the archive, to the web, or are written with per cent signs', async () => {
    const opf = (href: string): string =>
      `<package><metadata/><manifest><item id="a" href="${href}" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`;
    const files = { 'OPS/text/a b.xhtml': page(`<p>${LONG}</p>`), 'top.xhtml': page(`<p>${LONG}</p>`) };
    const code = async (href: string) =>
      refusal({ pages: {}, files: { ...files, 'OPS/book.opf': opf(href) } });
    expect(await code('text/a%20b.xhtml')).toBe('read');
    expect(await code('./text/../text/a b.xhtml')).toBe('read');
    expect(await code('../top.xhtml')).toBe('read');
    for (const href of [
      '../../top.xhtml',
      '../../../../etc/passwd',
      '%2e%2e/%2e%2e/top.xhtml',
      'https://a.example/top.xhtml',
      'file:///top.xhtml',
      '//a.example/top.xhtml',
      '..\\top.xhtml',
      '%',
      '',
    ]) {
      expect([href, await code(href)]).toEqual([href, 'import/epub-no-text']);
    }
  });

  it('more documents than are read', async () => {
    const listed = Array.from({ length: MAX_DOCUMENTS + 3 }, (_, i) => i);
    const opf = `<package><manifest>${listed
      .map((i) => `<item id="p${i}" href="text/${i}.xhtml" media-type="application/xhtml+xml"/>`)
      .join(
        '',
      )}</manifest><spine>${listed.map((i) => `<itemref idref="p${i}"/>`).join('')}</spine></package>`;
    const draft = await one({ pages: { '0.xhtml': `<p>${LONG}</p>` }, files: { 'OPS/book.opf': opf } });
    expect(draft.notes.map(({ message }) => message)).toContain(
      'The e-book is longer than can be read at once; documents at its end were left out: 3.',
    );
  });
});

describe('hostile', () => {
  const SETTINGS = { seed: 20220106, numRuns: 150 };
  const files = bookFiles({
    pages: {
      'one.xhtml': `<h1>The strike</h1><p>${LONG}<a epub:type="noteref" href="n.xhtml#n1">1</a><a href="#n2">2</a></p><p id="n2">2 Own.</p><ol><li>A</li></ol>`,
      'two.xhtml': `<h1>The talks</h1><p>${LONG}<sup><a href="n.xhtml#n1">*</a></sup></p>`,
      '-n.xhtml': '<aside epub:type="footnote" id="n1"><p><a href="one.xhtml#r">1</a> Letter.</p></aside>',
    },
    nav: '<li><a href="text/one.xhtml">I</a></li>',
    ncx: '<navPoint><navLabel><text>I</text></navLabel><content src="text/one.xhtml"/></navPoint>',
  });

  it('stands damaged parts', async () => {
    const edited = fc
      .constantFrom(...Object.keys(files))
      .chain((name) => damagedXml(files[name]!).map((xml) => ({ ...files, [name]: xml })));
    await fc.assert(
      fc.asyncProperty(
        edited,
        fc.constantFrom('one' as const, 'each' as const),
        async (damaged, chapters) => {
          expect(await faultsOf(epubImporter, await pack(damaged), { chapters })).toEqual([]);
        },
      ),
      SETTINGS,
    );
  }, 60_000);

  it('stands damaged bytes', async () => {
    const sound = await pack(files);
    await fc.assert(
      fc.asyncProperty(damagedBytes(sound), async (bytes) => {
        expect(await faultsOf(epubImporter, bytes)).toEqual([]);
      }),
      SETTINGS,
    );
  }, 60_000);
});
