import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tick } from 'svelte';
import { NOT_ASSESSED, type CountryOfPair, type Pair } from '$domain/coding/excerpt';
import type { ActorId, CodeId, CountryCode } from '$domain/ids';
import type { PaletteDraft } from '../../state/place';
import type { PaletteActor, PaletteCode, PaletteCountry, PaletteOrganisation } from './palette-model';
import TagPalette from './TagPalette.svelte';

const actor = (id: string, name: string, colour: number, uses = 0): PaletteActor => ({
  id: id as ActorId,
  name,
  colour,
  aliases: [],
  deprecated: false,
  uses,
});
const actors = [
  actor('a1', 'Protesters', 1, 4),
  actor('a2', 'National Guard', 2, 1),
  actor('a3', 'National Security Committee', 3),
];
const code = (id: string, name: string, path: string): PaletteCode => ({
  id: id as CodeId,
  name,
  path,
  aliases: [],
  deprecated: false,
  uses: 0,
});
const codes = [
  code('c1', 'Protest', 'Protest'),
  code('c2', 'Strike', 'Protest > Strike'),
  code('c3', 'Curfew', 'Curfew'),
];
const countries: PaletteCountry[] = [
  { code: 'KAZ' as CountryCode, name: 'Kazakhstan', detail: 'KAZ' },
  { code: 'RUS' as CountryCode, name: 'Russia', detail: 'RUS' },
  { code: 'XSU' as CountryCode, name: 'Soviet Union', detail: 'XSU · 1922–1991' },
];
const KAZ = 'KAZ' as CountryCode;

const organisations: PaletteOrganisation[] = [
  { name: 'CSTO', detail: 'Collective Security Treaty Organization', names: ['CSTO', 'ОДКБ'], meant: true },
];
const XSU = 'XSU' as CountryCode;

const onSave = vi.fn();
const onDraft = vi.fn<(draft: PaletteDraft) => void>();
const onCancel = vi.fn();
const onDelete = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
});
afterEach(cleanup);

async function open(
  more: {
    pairs?: Pair[];
    memo?: string;
    mode?: 'create' | 'edit';
    recentPairs?: Pair[];
    draft?: PaletteDraft;
    actors?: PaletteActor[];
    codes?: CodeId[];
  } = {},
): Promise<void> {
  render(TagPalette, {
    exact: 'Between 200 and 250 people gathered',
    initial: {
      pairs: more.pairs ?? [],
      codes: more.codes ?? [],
      memo: more.memo ?? '',
      ...NOT_ASSESSED,
    },
    actors: more.actors ?? actors,
    codes,
    searchCountries: (text: string) => {
      const wanted = text.toLowerCase();
      return countries.filter(
        ({ name, code }) => name.toLowerCase().includes(wanted) || code.toLowerCase() === wanted,
      );
    },
    searchOrganisations: (text: string) =>
      organisations.flatMap((each) => {
        const whole = each.names.some((name) => name.toLowerCase() === text.toLowerCase());
        return text !== '' && each.names.some((name) => name.toLowerCase().startsWith(text.toLowerCase()))
          ? { ...each, meant: whole }
          : [];
      }),
    actorHint: () => null,
    countryHint: ({ code, role }: CountryOfPair) =>
      code === XSU && role !== 'mentioned' ? 'The Soviet Union does not fit the date.' : null,
    recentPairs: more.recentPairs ?? [],
    mode: more.mode ?? 'create',
    validateActorName: (name: string) => (name.includes('|') ? 'No “|” please.' : null),
    validateCodeName: (name: string) => (name.includes('|') ? 'No “|” in codes.' : null),
    anchorRect: { left: 10, top: 10, width: 100, height: 20 },
    draft: more.draft ?? null,
    onDraft,
    onSave,
    onCancel,
    onDelete,
  });
  await tick();
}

const box = (name: string): HTMLInputElement => screen.getByRole('combobox', { name });
const options = (): string[] =>
  screen.queryAllByRole('option').flatMap((option) => option.querySelector('.label')?.textContent ?? []);

async function type(name: string, text: string): Promise<void> {
  box(name).focus();
  await fireEvent.input(box(name), { target: { value: text } });
}

/** Presses a key where the focus is; Tab moves it as a browser would between the fields. */
async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const from = document.activeElement!;
  await fireEvent.keyDown(from, {
    key,
    code: /^[a-z]$/u.test(key) ? `Key${key.toUpperCase()}` : key,
    ...more,
  });
  if (key !== 'Tab') return;
  const order = [box('Actor'), box('Country'), box('Role'), screen.getByRole('textbox', { name: 'Memo' })];
  order[order.indexOf(from as HTMLInputElement) + 1]?.focus();
  await tick();
}

const saved = (): unknown => {
  expect(onSave).toHaveBeenCalledOnce();
  return onSave.mock.calls[0]![0];
};

describe('TagPalette', () => {
  it('opens as a dialog with the focus in Actor', async () => {
    await open();
    expect(screen.getByRole('dialog', { name: 'Tag passage' })).toBeTruthy();
    expect(document.activeElement).toBe(box('Actor'));
  });

  it('tags by keyboard: type, Enter, Tab, type, Enter, Enter', async () => {
    await open();
    await type('Actor', 'pro');
    await press('Enter');
    expect(box('Actor').value).toBe('Protesters');
    await press('Tab');
    await type('Country', 'kaz');
    await press('Enter');
    expect(box('Country').value).toBe('Kazakhstan');
    expect(onSave).not.toHaveBeenCalled();
    await press('Enter');
    expect(saved()).toEqual({
      pairs: [{ actor: { kind: 'existing', id: 'a1' }, country: { code: KAZ, role: 'affiliation' } }],
      codes: [],
      memo: '',
      ...NOT_ASSESSED,
    });
  });

  it('takes the highlighted options when Tab leaves the fields', async () => {
    await open();
    await type('Actor', 'nat');
    await press('ArrowDown');
    await press('Tab');
    await type('Country', 'rus');
    await press('Tab');
    await fireEvent.change(box('Role'), { target: { value: 'mentioned' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Save passage' }));
    expect(saved()).toMatchObject({
      pairs: [{ actor: { kind: 'existing', id: 'a3' }, country: { code: 'RUS', role: 'mentioned' } }],
    });
  });

  it('offers to create what does not exist, last', async () => {
    await open();
    await type('Actor', 'nat');
    expect(options()).toEqual(['National Guard', 'National Security Committee', 'Create actor “nat”']);
    await press('ArrowUp');
    await press('Enter');
    await press('Enter');
    expect(saved()).toMatchObject({ pairs: [{ actor: { kind: 'new', name: 'nat' }, country: null }] });
  });

  it('does not offer to create a name that exists in another case', async () => {
    await open();
    await type('Actor', 'protesters');
    expect(options()).toEqual(['Protesters']);
  });

  it('resolves typed text on saving: the actor of that name, else a new one, and the country', async () => {
    await open();
    await type('Actor', 'PROTESTERS');
    await type('Country', 'Kazakhstan');
    await fireEvent.click(screen.getByRole('button', { name: 'Save passage' }));
    expect(saved()).toMatchObject({
      pairs: [{ actor: { kind: 'existing', id: 'a1' }, country: { code: KAZ, role: 'affiliation' } }],
    });
  });

  it('creates a typed actor on saving rather than guessing a similar one', async () => {
    await open();
    await type('Actor', 'National');
    await fireEvent.click(screen.getByRole('button', { name: 'Save passage' }));
    expect(saved()).toMatchObject({ pairs: [{ actor: { kind: 'new', name: 'National' } }] });
  });

  it('says what is wrong instead of saving', async () => {
    await open();
    await press('Enter');
    expect(screen.getByText('Choose an actor, a country or a code first.')).toBeTruthy();
    await type('Actor', 'a|b');
    await fireEvent.click(screen.getByRole('button', { name: 'Save passage' }));
    expect(screen.getByText('No “|” please.')).toBeTruthy();
    await type('Actor', '');
    await type('Country', 'nowhere');
    await press('Enter');
    expect(screen.getByText('No country is called “nowhere”.')).toBeTruthy();
    expect(document.activeElement).toBe(box('Country'));
    expect(onSave).not.toHaveBeenCalled();
  });

  it('moves an organisation typed as a country to the actor', async () => {
    await open();
    await type('Country', 'csto');
    expect(options()).toEqual(['CSTO is an organisation: use it as an actor']);
    await press('Enter');
    expect([box('Actor').value, box('Country').value]).toEqual(['CSTO', '']);
    expect(screen.getByText('CSTO is the actor now.')).toBeTruthy();
    await type('Country', 'kaz');
    await press('Enter');
    await press('Enter');
    expect(saved()).toMatchObject({
      pairs: [{ actor: { kind: 'new', name: 'CSTO' }, country: { code: KAZ, role: 'affiliation' } }],
    });
  });

  it('takes the actor that is called by another name of the organisation', async () => {
    await open({ actors: [actor('a9', 'одкб', 4)] });
    await type('Country', 'CSTO');
    await press('Enter');
    await press('Enter');
    expect(saved()).toMatchObject({ pairs: [{ actor: { kind: 'existing', id: 'a9' }, country: null }] });
  });

  it('keeps the actor there is as a pair of its own, but the same organisation once', async () => {
    await open();
    await type('Actor', 'pro');
    await press('Enter');
    for (const _ of [1, 2]) {
      await type('Country', 'CSTO');
      await press('Enter');
    }
    await press('Enter');
    expect(saved()).toMatchObject({
      pairs: [
        { actor: { kind: 'existing', id: 'a1' }, country: null },
        { actor: { kind: 'new', name: 'CSTO' }, country: null },
      ],
    });
  });

  it('offers countries before organisations that only begin as typed, and saves none as a country', async () => {
    await open();
    organisations.push({ name: 'SovOrg', detail: 'SovOrg', names: ['SovOrg'], meant: false });
    await type('Country', 'sov');
    expect(options()).toEqual(['Soviet Union', 'SovOrg is an organisation: use it as an actor']);
    organisations.pop();
    await type('Country', 'CSTO');
    await fireEvent.click(screen.getByRole('button', { name: 'Save passage' }));
    expect(
      screen.getByText('“CSTO” is an organisation, not a country: take it as an actor from the list.'),
    ).toBeTruthy();
    expect(onSave).not.toHaveBeenCalled();
  });

  it('points out a country that does not fit the date, and saves it all the same', async () => {
    await open();
    await type('Country', 'soviet');
    await press('Enter');
    expect(screen.getByText('The Soviet Union does not fit the date.')).toBeTruthy();
    await fireEvent.change(box('Role'), { target: { value: 'mentioned' } });
    expect(screen.queryByText('The Soviet Union does not fit the date.')).toBeNull();
    await fireEvent.change(box('Role'), { target: { value: 'location' } });
    await press('Enter');
    expect(saved()).toMatchObject({ pairs: [{ country: { code: 'XSU', role: 'location' } }] });
  });

  it('uses location for a country alone', async () => {
    await open();
    await type('Country', 'rus');
    await press('Enter');
    await press('Enter');
    expect(saved()).toMatchObject({ pairs: [{ actor: null, country: { code: 'RUS', role: 'location' } }] });
  });

  it('adds pairs with Alt+Enter and removes the last with Backspace or by its button', async () => {
    await open();
    for (const name of ['pro', 'national g', 'national s']) {
      await type('Actor', name);
      await press('Enter');
      await press('Enter', { altKey: true });
    }
    expect(screen.getByRole('button', { name: 'Edit National Security Committee' })).toBeTruthy();
    expect(document.activeElement).toBe(box('Actor'));
    await press('Backspace');
    expect(screen.queryByRole('button', { name: 'Edit National Security Committee' })).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Remove Protesters' }));
    await press('Enter');
    expect(saved()).toMatchObject({ pairs: [{ actor: { id: 'a2' } }] });
  });

  it('keeps chips when Backspace deletes typed text', async () => {
    await open();
    await type('Actor', 'Protesters');
    await press('Enter', { altKey: true });
    await type('Actor', 'x');
    await press('Backspace');
    expect(screen.getByRole('button', { name: 'Edit Protesters' })).toBeTruthy();
  });

  it('puts a pair used lately into all fields', async () => {
    await open({ recentPairs: [{ actorId: 'a2' as ActorId, country: { code: KAZ, role: 'location' } }] });
    expect(options()[0]).toBe('National Guard');
    await press('ArrowDown');
    await press('Enter');
    expect([box('Actor').value, box('Country').value, box('Role').value]).toEqual([
      'National Guard',
      'Kazakhstan',
      'location',
    ]);
  });

  it('shows the last pair of an edited passage in the fields and the others as chips', async () => {
    await open({
      mode: 'edit',
      memo: 'check',
      pairs: [
        { actorId: 'a1' as ActorId, country: null },
        { actorId: 'a2' as ActorId, country: { code: KAZ, role: 'mentioned' } },
      ],
    });
    expect(box('Actor').value).toBe('National Guard');
    await fireEvent.click(screen.getByRole('button', { name: 'Edit Protesters' }));
    expect(box('Actor').value).toBe('Protesters');
    expect(screen.getByRole('button', { name: 'Edit National Guard, Kazakhstan (mentioned)' })).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Delete passage' }));
    expect(onDelete).toHaveBeenCalledOnce();
  });

  it('writes memos over several lines and saves from them with Ctrl+Enter', async () => {
    await open({ pairs: [{ actorId: 'a1' as ActorId, country: null }] });
    await press('m', { altKey: true });
    const memo = screen.getByRole('textbox', { name: 'Memo' });
    expect(document.activeElement).toBe(memo);
    await fireEvent.input(memo, { target: { value: 'first line\nsecond' } });
    await press('Enter');
    expect(onSave).not.toHaveBeenCalled();
    await fireEvent.change(box('Status'), { target: { value: 'claimed' } });
    await press('Enter', { ctrlKey: true });
    expect(saved()).toMatchObject({ memo: 'first line\nsecond', status: 'claimed' });
  });

  it('takes status, confidence, importance and event date by keyboard, and refuses what is no date', async () => {
    await open({ pairs: [{ actorId: 'a1' as ActorId, country: null }] });
    for (const [letter, name] of [
      ['s', 'Status'],
      ['c', 'Confidence'],
    ] as const) {
      await press(letter, { altKey: true });
      expect(document.activeElement).toBe(box(name));
    }
    await fireEvent.change(box('Confidence'), { target: { value: 'high' } });
    await press('i', { altKey: true });
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Important' }).checked).toBe(true);
    await press('d', { altKey: true });
    const date = screen.getByRole('textbox', { name: 'Event date' });
    expect(document.activeElement).toBe(date);
    await fireEvent.input(date, { target: { value: '2022-02-30' } });
    await press('Enter');
    expect(onSave).not.toHaveBeenCalled();
    expect(screen.getByText(/“2022-02-30” is no date/u)).toBeTruthy();
    await fireEvent.input(date, { target: { value: ' 2022-02 ' } });
    await press('Enter');
    expect(saved()).toMatchObject({
      ...NOT_ASSESSED,
      confidence: 'high',
      important: true,
      eventDate: '2022-02',
    });
  });

  it('closes with Esc, at once when nothing changed', async () => {
    await open();
    await press('Escape');
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('closes the list first, then warns, then discards', async () => {
    await open();
    await type('Actor', 'pro');
    await press('Escape');
    expect(options()).toEqual([]);
    await type('Actor', 'pro');
    await press('Enter');
    await press('Escape');
    expect(onCancel).not.toHaveBeenCalled();
    expect(screen.getByText('Not saved yet. Press Esc again to discard.')).toBeTruthy();
    await press('Escape');
    expect(onCancel).toHaveBeenCalledOnce();
  });
});

describe('a draft', () => {
  it('holds what is typed but not chosen, and opens as it was left', async () => {
    await open();
    await type('Actor', 'Nat');
    await fireEvent.input(screen.getByRole('textbox', { name: 'Memo' }), { target: { value: 'Half a' } });
    const draft = onDraft.mock.lastCall![0];
    expect(draft).toMatchObject({ actor: null, actorText: 'Nat', memo: 'Half a' });
    cleanup();

    await open({ draft: JSON.parse(JSON.stringify(draft)) as PaletteDraft });
    expect(box('Actor').value).toBe('Nat');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Memo' }).value).toBe('Half a');
    await press('Escape');
    await press('Escape');
    expect(onCancel).not.toHaveBeenCalled();
    expect(screen.getByText(/Not saved yet/u)).toBeTruthy();
  });

  it('keeps pairs, and counts them as changed', async () => {
    const pair = { actor: { kind: 'existing', id: 'a1' as ActorId }, country: null } as const;
    await open({
      draft: {
        added: [pair],
        codes: [],
        actor: null,
        actorText: '',
        country: KAZ,
        countryText: 'Kazakhstan',
        role: 'mentioned',
        memo: '',
        status: 'claimed',
        confidence: 'low',
        important: true,
        eventDate: '2022-01',
      },
    });
    await fireEvent.click(screen.getByRole('button', { name: 'Save passage' }));
    expect(saved()).toEqual({
      pairs: [pair, { actor: null, country: { code: KAZ, role: 'mentioned' } }],
      codes: [],
      memo: '',
      status: 'claimed',
      confidence: 'low',
      important: true,
      eventDate: '2022-01',
    });
  });

  it('takes codes behind a #, of the codebook or new, and saves them without a pair', async () => {
    await open();
    await type('Actor', '#str');
    expect(options()).toEqual(['# Protest > Strike', 'Create code “str”']);
    await press('Enter');
    expect(box('Actor').value).toBe('');
    expect(screen.getByRole('list', { name: 'Codes' }).textContent).toContain('Strike');
    await type('Actor', '#Protest > Hunger strike');
    await press('ArrowUp');
    await press('Enter');
    await type('Actor', '#a|b');
    await press('Enter');
    expect(screen.getByText('No “|” in codes.')).toBeTruthy();
    await type('Actor', '');
    await press('Enter');
    expect(saved()).toEqual({
      pairs: [],
      codes: [
        { kind: 'existing', id: 'c2' },
        { kind: 'new', name: 'Protest > Hunger strike' },
      ],
      memo: '',
      ...NOT_ASSESSED,
    });
  });

  it('offers codes among actors, the same name before a new actor, and takes them away again', async () => {
    await open({ codes: ['c3' as CodeId] });
    await type('Actor', 'prot');
    expect(options()).toEqual(['Protesters', 'Create actor “prot”', '# Protest', '# Protest > Strike']);
    await type('Actor', 'protest');
    await press('ArrowDown');
    await press('Enter');
    expect(onDraft.mock.lastCall![0].codes).toHaveLength(2);
    await press('Backspace');
    await fireEvent.click(screen.getByRole('button', { name: 'Remove the code Curfew' }));
    expect(onDraft.mock.lastCall![0].codes).toEqual([]);
    await press('Escape');
    expect(screen.getByText(/Not saved yet/u)).toBeTruthy();
  });

  it('takes a # that is only typed as a code on saving', async () => {
    await open();
    await type('Actor', '#curfew');
    await fireEvent.click(screen.getByRole('button', { name: 'Save passage' }));
    expect(saved()).toMatchObject({ pairs: [], codes: [{ kind: 'existing', id: 'c3' }] });
  });
});
