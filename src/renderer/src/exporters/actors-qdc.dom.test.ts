import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '$domain/coding/actor';
import { actorRows, anActor, bytesOf, sampleActors } from './__fixtures__/actor-rows';
import { exportActorsQdc } from './actors-qdc';

const written = async (actors: readonly Actor[]) => {
  const { bytes, outcome } = await bytesOf(exportActorsQdc(actorRows(actors)));
  return { text: bytes.toString('utf8'), outcome };
};
const parsed = async (actors: readonly Actor[]): Promise<Document> =>
  new DOMParser().parseFromString((await written(actors)).text, 'application/xml');

const GUID =
  /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\{[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\})$/i;
const RGB = /^#(?:[A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$/;

/** The content models of Codebook.xsd 1.0: sequence, required attributes, simple types. */
function violations(document: Document): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.localName !== 'CodeBook' || root.namespaceURI !== 'urn:QDA-XML:codebook:1.0') found.push('root');
  if ([...root.children].map((child) => child.localName).join() !== 'Codes') found.push('CodeBook');
  const codes = root.children[0]!;
  if (codes.children.length === 0) found.push('Codes is empty');
  const check = (code: Element): void => {
    if (code.localName !== 'Code') found.push(code.localName);
    const attributes = new Map([...code.attributes].map(({ name, value }) => [name, value]));
    if (!GUID.test(attributes.get('guid') ?? '')) found.push('guid');
    if (!attributes.has('name')) found.push('name');
    if (!['true', 'false', '0', '1'].includes(attributes.get('isCodable') ?? '')) found.push('isCodable');
    if (attributes.has('color') && !RGB.test(attributes.get('color')!)) found.push('color');
    for (const name of attributes.keys()) {
      if (!['guid', 'name', 'isCodable', 'color'].includes(name)) found.push(name);
    }
    const [first, ...others] = [...code.children];
    const within = first?.localName === 'Description' ? others : [...code.children];
    if (first?.localName === 'Description' && first.children.length > 0) found.push('Description');
    within.forEach(check);
  };
  [...codes.children].forEach(check);
  return found;
}

describe('exportActorsQdc', () => {
  it('writes the golden file', async () => {
    const golden = resolve(import.meta.dirname, '__fixtures__/actors.qdc');
    const { text, outcome } = await written(sampleActors());
    await expect(text).toMatchFileSnapshot(golden);
    expect(outcome).toEqual({ rows: 5, losses: [] });
  });

  it('is valid by the published schema, with parents around their parts', async () => {
    const document = await parsed(sampleActors());
    expect(violations(document)).toEqual([]);
    const code = (name: string) => document.querySelector(`Code[name="${name}"]`)!;
    expect(code('Aru Seitova').parentElement).toBe(code('Harbour Ministry'));
    expect(document.querySelectorAll('Codes > Code')).toHaveLength(3);
    expect(code('Old Guard').getAttribute('isCodable')).toBe('false');
    expect(code('Harbour Ministry').getAttribute('color')).toBe('#a8730a');
    expect(code('Harbour Ministry').querySelector('Description')!.textContent).toContain(
      'Example: =“The ministry closed the pier”, <b>',
    );
  });

  it('holds any words, and says which characters XML cannot hold', async () => {
    const odd = anActor(1, 'a\u0007b', { definition: 'half \ud83c, <![CDATA[ ]]> &amp; "quoted"' });
    const { text, outcome } = await written([odd]);
    expect(text).toContain('name="a\ufffdb"');
    expect(outcome.losses).toEqual(['Characters of “a\u0007b” that XML cannot hold, written as U+FFFD: 2.']);
    const document = new DOMParser().parseFromString(text, 'application/xml');
    expect(document.querySelector('Description')!.textContent).toBe(
      'half \ufffd, <![CDATA[ ]]> &amp; "quoted"',
    );
  });

  it('is valid whatever names and definitions are, and names are kept', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '<', '>', '&', '"', "'", ']', ' ', 'ә', '🚢'),
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), async (all) => {
        const actors = all.map(([name, definition], i) => anActor(i + 1, name, { definition }));
        const document = await parsed(actors);
        expect(violations(document)).toEqual([]);
        const names = [...document.querySelectorAll('Code')].map((code) => code.getAttribute('name'));
        expect(names).toEqual(actors.map(({ name }) => name));
      }),
      { seed: 20220106, numRuns: 100 },
    );
  });

  it('writes each actor once, even if they are parts of one another', async () => {
    const a = anActor(1, 'A');
    const b = anActor(2, 'B', { parentId: a.id });
    const { outcome } = await written([{ ...a, parentId: b.id }, b]);
    expect(outcome.rows).toBe(2);
  });
});
