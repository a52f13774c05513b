import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorRows, bytesOf, sampleActors } from '../exporters/__fixtures__/actor-rows';
import { exportActorsQdc } from '../exporters/actors-qdc';
import { COUNTRIES } from './__fixtures__/countries';
import { parseActorsQdc } from './actors-qdc';
import { readXml } from './xml-reader';

const parse = (text: string) => parseActorsQdc(text, COUNTRIES);
const book = (codes: string) => `<?xml version="1.0"?>\n<CodeBook><Codes>${codes}</Codes></CodeBook>`;
const problem = (text: string) => parse(text).problems.map(({ code, line }) => `${code} ${line}`);

it('the export comes back whole', async () => {
  const { bytes } = await bytesOf(exportActorsQdc(actorRows()));
  const { drafts, problems } = parse(bytes.toString('utf8'));
  expect(problems).toEqual([]);
  const rows = new Map(actorRows().map((row) => [row.actor.name, row]));
  expect(drafts.map(({ name }) => name).sort()).toEqual(
    sampleActors()
      .map(({ name }) => name)
      .sort(),
  );
  for (const { id, name, parent, fields } of drafts) {
    const row = rows.get(name)!;
    expect({ id, parent }).toEqual({ id: row.actor.id, parent: row.parent });
    expect({ ...row.actor, ...fields }).toEqual(row.actor);
    expect(fields).toMatchObject({ colour: row.actor.colour, deprecated: row.actor.deprecated });
    expect(fields.aliases ?? []).toEqual(row.actor.aliases);
    expect(fields.roles ?? []).toEqual(row.actor.roles);
  }
});

describe('a codebook of another program', () => {
  it('is read with prefixes, braces, folders and plain descriptions', () => {
    const { drafts, problems } = parse(`\ufeff<?xml version="1.0" encoding="utf-8"?>
<!-- made elsewhere -->
<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0" origin="Elsewhere">
  <q:Codes>
    <q:Code guid="{0A000000-0000-4000-8000-00000000000F}" name="Piers &amp; &#x41;" isCodable="false" color="#36C">
      <q:Description><![CDATA[All <people> of the piers]]></q:Description>
      <q:Code guid="not-one" name='Dockers' isCodable="true"/>
    </q:Code>
  </q:Codes>
  <q:Sets><q:Set guid="{0A000000-0000-4000-8000-000000000010}" name="s"/></q:Sets>
</q:CodeBook>`);
    expect(drafts).toEqual([
      {
        line: 5,
        id: '0a000000-0000-4000-8000-00000000000f',
        name: 'Piers & A',
        parent: '',
        fields: { deprecated: true, colour: 7, definition: 'All <people> of the piers' },
      },
      { line: 7, id: null, name: 'Dockers', parent: 'Piers & A', fields: { deprecated: false } },
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['actors/sets']);
  });

  it('keeps what can be read, and parts of a code without a name', () => {
    const text = book(
      '<Code name=""><Code name="Dockers"><Description>Kind: mob</Description></Code></Code>',
    );
    expect(parse(text).drafts).toMatchObject([{ name: 'Dockers', parent: '', fields: {} }]);
    expect(problem(text)).toEqual(['actor/empty-name 2', 'actor/bad-kind 2']);
  });
});

describe('a file that is refused', () => {
  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><CodeBook/>', 'xml/doctype'],
    ['one inside', book('<!DOCTYPE x>'), 'xml/doctype'],
    ['an entity that nobody declared', book('<Code name="&a;"/>'), 'xml/malformed'],
    ['a character that is none', book('<Code name="&#0;"/>'), 'xml/malformed'],
    ['an end that does not fit', '<CodeBook><Codes></CodeBook></Codes>', 'xml/malformed'],
    ['no end', '<CodeBook><Codes>', 'xml/malformed'],
    ['two roots', '<CodeBook/><CodeBook/>', 'xml/malformed'],
    ['words outside', '<CodeBook/>words', 'xml/malformed'],
    ['an attribute twice', book('<Code name="a" name="b"/>'), 'xml/malformed'],
    ['nothing', '', 'xml/malformed'],
    ['depth', book('<Code name="a">'.repeat(300) + '</Code>'.repeat(300)), 'xml/too-deep'],
    ['other XML', '<html/>', 'actors/no-codebook'],
  ])('%s', (_, text, code) => {
    expect(parse(text)).toMatchObject({ drafts: [], problems: [{ code, line: null, refused: true }] });
  });

  it('never throws, whatever it is', () => {
    const unit = fc.constantFrom(
      '<Code name="a">',
      '</Code>',
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '&',
      '&amp;',
      '&#55296;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '\n',
      'a',
      '\0',
      '\ud83c',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        parse(text);
        for (const { name } of parse(book(text)).drafts) expect(name).not.toBe('');
      }),
      { seed: 20220106, numRuns: 1000 },
    );
  });

  it('is read in a time that grows with its length', () => {
    const long = 500_000;
    for (const text of [
      `<a ${'b '.repeat(long / 2)}`,
      `<a ${'b="" '.repeat(long / 5)}>`,
      `<a b="${'<'.repeat(long)}`,
      '<!--'.repeat(long / 4),
      `<a>${'&'.repeat(long)}`,
    ]) {
      const started = performance.now();
      expect(readXml(text).ok).toBe(false);
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });
});
