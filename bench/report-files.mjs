// The same generated reports in every format that can be imported.
import { generateReports } from './generate.mjs';

/** Formats of one report a file; of those below one file holds many. */
const SINGLE = ['txt', 'md', 'html', 'mhtml', 'docx', 'odt', 'rtf', 'epub', 'pdf', 'eml'];
const MANY = ['csv', 'xlsx', 'json', 'jsonl', 'ris', 'zip'];
const COLUMNS = ['title', 'text', 'published', 'url', 'author'];

/**
 * @param {any} code the bundled `import-code.ts`
 * @param {{ files: number, many: number, words: number }} size
 * @returns {AsyncGenerator<{ format: string, reports: number, files: { name: string, bytes: Uint8Array }[] }>}
 */
export async function* filesByFormat(code, { files, many, words }) {
  const known = code.extensions();
  const all = [...generateReports({ reports: Math.max(many, 2 * files), seed: 7, passagesPerReport: 0 })].map(
    (report) => manuscript(report, words),
  );
  for (const format of SINGLE.filter((each) => known.includes(each))) {
    // The font of these PDF files has no Cyrillic letters.
    const own = (format === 'pdf' ? all.filter(({ language }) => language === 'en') : all).slice(0, files);
    yield {
      format,
      reports: own.length,
      files: await Promise.all(
        own.map(async (report, i) => ({
          name: `report ${i + 1}.${format}`,
          bytes: bytesOf(await WRITERS[format](report, code)),
        })),
      ),
    };
  }
  for (const format of MANY.filter((each) => known.includes(each))) {
    const own = all.slice(0, many);
    yield {
      format,
      reports: own.length,
      files: [{ name: `reports.${format}`, bytes: bytesOf(await WRITERS[format](own, code)) }],
    };
  }
}

const bytesOf = (content) => (typeof content === 'string' ? new TextEncoder().encode(content) : content);
const isHeading = (line) => !/[.”]$/u.test(line) && !/^(?:- |\(\d)/u.test(line);

/** The beginning of a report, up to about as many words. */
function manuscript({ title, text, language, published, sourceUrl, source }, words) {
  const blocks = [];
  let left = words;
  for (const line of text.trim().split('\n').slice(1)) {
    if (left <= 0) break;
    left -= line.split(' ').length;
    blocks.push({ kind: isHeading(line) ? 'heading' : 'paragraph', text: line });
  }
  if (blocks.at(-1).kind === 'heading') blocks.pop();
  return { title, language, published, sourceUrl, source, author: 'Aru Seitova', blocks };
}

const xml = (text) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
const plain = ({ title, blocks }) => [title, ...blocks.map(({ text }) => text)].join('\n\n');
const body = ({ blocks }) => blocks.map(({ text }) => text).join('\n\n');
const row = (report) => [report.title, body(report), report.published, report.sourceUrl, report.author];
const record = (report) => Object.fromEntries(row(report).map((cell, i) => [COLUMNS[i], cell]));
const elements = ({ blocks }) =>
  blocks
    .map(({ kind, text }) => (kind === 'heading' ? `<h2>${xml(text)}</h2>` : `<p>${xml(text)}</p>`))
    .join('\n');

const html = (report) => `<!doctype html>
<html lang="${report.language}"><head><meta charset="utf-8"><title>${xml(report.title)} | ${report.source}</title>
<meta name="author" content="${report.author}"><meta property="article:published_time" content="${report.published}T08:00:00Z"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>${xml(report.title)}</h1>
${elements(report)}
</article><footer><p>© ${report.source}. All rights reserved.</p></footer></body></html>`;

const base64 = (text) => Buffer.from(text).toString('base64').replace(/.{76}/gu, '$&\r\n');
const encodedWord = (text) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const mailDate = ({ published }) => new Date(`${published}T08:00:00Z`).toUTCString();

const WRITERS = {
  txt: plain,
  md: ({ title, blocks }) =>
    [`# ${title}`, ...blocks.map(({ kind, text }) => (kind === 'heading' ? `## ${text}` : text))].join(
      '\n\n',
    ),
  html,
  mhtml: (report) =>
    [
      'From: <Saved by a browser>',
      `Snapshot-Content-Location: ${report.sourceUrl}`,
      `Subject: ${encodedWord(report.title)}`,
      `Date: ${mailDate(report)}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary="part"',
      '',
      '--part',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      `Content-Location: ${report.sourceUrl}`,
      '',
      base64(html(report)),
      '--part--',
      '',
    ].join('\r\n'),
  docx: (report, code) => code.docxOf(report),
  odt: (report, code) => code.odtOf(report),
  rtf: ({ title, blocks }) =>
    `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}\n{\\b\\fs36 ${rtf(title)}\\par}\n${blocks
      .map(({ kind, text }) => `{${kind === 'heading' ? '\\b ' : ''}${rtf(text)}\\par}`)
      .join('\n')}\n}`,
  epub: (report, code) =>
    code.pack({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
      'OEBPS/content.opf': `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">${report.sourceUrl}</dc:identifier><dc:title>${xml(report.title)}</dc:title><dc:language>${report.language}</dc:language><dc:creator>${report.author}</dc:creator></metadata><manifest><item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c1"/></spine></package>`,
      'OEBPS/c1.xhtml': `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>${xml(report.title)}</title></head><body><h1>${xml(report.title)}</h1>${elements(report)}</body></html>`,
    }),
  pdf: ({ title, blocks }, code) =>
    code.pdfOf({
      title: latin(title),
      blocks: blocks.map(({ kind, text }) => ({ kind, text: latin(text) })),
    }),
  eml: (report) =>
    [
      `From: ${encodedWord(report.author)} <desk@news.example>`,
      'To: readers@news.example',
      `Subject: ${encodedWord(report.title)}`,
      `Date: ${mailDate(report)}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      base64(body(report)),
      '',
    ].join('\r\n'),
  csv: (reports) =>
    [COLUMNS, ...reports.map(row)]
      .map((cells) => cells.map((cell) => `"${cell.replace(/"/gu, '""')}"`).join(','))
      .join('\r\n'),
  xlsx: (reports, code) => code.xlsxOf(COLUMNS, reports.map(row)),
  json: (reports) => JSON.stringify(reports.map(record)),
  jsonl: (reports) => reports.map((report) => JSON.stringify(record(report))).join('\n'),
  ris: (reports) =>
    reports
      .map((report) =>
        [
          'TY  - NEWS',
          `TI  - ${report.title}`,
          `AU  - Seitova, Aru`,
          `DA  - ${report.published.replace(/-/gu, '/')}`,
          `T2  - ${report.source}`,
          `UR  - ${report.sourceUrl}`,
          `AB  - ${body(report).replace(/\n+/gu, '\n')}`,
          'ER  - ',
        ].join('\r\n'),
      )
      .join('\r\n'),
  zip: (reports, code) =>
    code.pack(
      Object.fromEntries(reports.map((report, i) => [`week ${i % 8}/report ${i + 1}.txt`, plain(report)])),
    ),
};

const latin = (text) =>
  text
    .replace(/[‘’]/gu, "'")
    .replace(/[“”]/gu, '"')
    .replace(/[^\x20-\xff]/gu, 'x');
const rtf = (text) =>
  text
    .replace(/[\\{}]/gu, '\\$&')
    .replace(/[^\x20-\x7e]/gu, (char) => `\\u${(char.charCodeAt(0) << 16) >> 16}?`);
