import { expect, test, type App } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const OUTER = 'slept at the gates, according to the port union. By noon “nobody had left,”';
const MIDDLE = 'at the gates, according to the port union. By noon';
const INNER = 'according to the port union';
const BESIDE = 'the port union. By noon “nobody had left,” a picket leader';

async function begin(app: App): Promise<ArchivePage> {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  return archive;
}

/** A passage in a passage in a passage, and one that overlaps all three. */
async function tagFour(archive: ArchivePage): Promise<void> {
  await archive.tag(OUTER, 'Dockers', 'KAZ');
  await archive.tag(MIDDLE, 'Port union');
  await archive.tag(INNER, 'Ministry of Transport', 'RUS');
  await archive.tag(BESIDE, 'Picket leader');
  await expect(archive.passages()).toHaveCount(4);
}

const wordsOf = (archive: ArchivePage): Promise<string[]> =>
  archive.passages().locator('.exact').allTextContents();

test('four passages on the same words are painted apart and reached by click, chip and key', async ({
  app,
}) => {
  const archive = await begin(app);
  await tagFour(archive);
  const colours = await archive.page.evaluate(() =>
    [...CSS.highlights]
      .filter(([name, ranges]) => /^(?:actor|band)-/u.test(name) && ranges.size > 0)
      .map(([name, ranges]) => [name.replace(/\d+$/u, ''), [...ranges].map(String)]),
  );
  expect(Object.fromEntries(colours as [string, string[]][])).toEqual({
    'actor-': [OUTER],
    'band-1-': [MIDDLE],
    'band-2-': [INNER],
    'band-3-': [BESIDE],
  });

  for (const words of [INNER, MIDDLE, BESIDE, OUTER, INNER]) {
    await archive.clickText('port union');
    await expect(archive.chosen().locator('.exact')).toHaveText(words);
    expect(await archive.painted('excerpt-active')).toEqual([words]);
  }
  await expect(archive.palette()).toBeHidden();

  await app.page.keyboard.press('o');
  await expect(
    app.page.getByRole('status').filter({ hasText: 'Passage 2 of 4 here: Port union: “at the' }),
  ).toBeAttached();
  for (const words of [BESIDE, OUTER]) {
    await app.page.keyboard.press('o');
    await expect(archive.chosen().locator('.exact')).toHaveText(words);
  }

  const chips = app.page.getByRole('group', { name: /^4 passages: Dockers/u }).getByRole('button');
  await expect(chips).toHaveCount(4);
  for (const chip of await chips.all()) {
    await chip.click();
    await expect(chip).toHaveAttribute('aria-current', 'true');
  }
  await expect(archive.chosen().locator('.exact')).toHaveText(BESIDE);
});

test('passages are reached, resized, split and joined with the keyboard alone', async ({ app }) => {
  const archive = await begin(app);
  const { keyboard } = app.page;
  await archive.tag(INNER, 'Port union', 'KAZ', { memo: 'Who counts?' });
  const only = archive.chosen().locator('.exact');
  await expect(only).toHaveText(INNER);

  await keyboard.press('Alt+ArrowRight');
  await expect(only).toHaveText(`${INNER}.`);
  await keyboard.press('Alt+ArrowRight');
  await keyboard.press('Alt+ArrowRight');
  await expect(only).toHaveText(`${INNER}. By noon`);
  await keyboard.press('Alt+ArrowLeft');
  await keyboard.press('Control+ArrowLeft');
  await keyboard.press('Control+ArrowLeft');
  await expect(only).toHaveText(`gates, ${INNER}. By`);
  await keyboard.press('Control+ArrowRight');
  await expect(only).toHaveText(`, ${INNER}. By`);
  expect(await archive.painted('excerpt-active')).toEqual([`, ${INNER}. By`]);
  for (let n = 0; n < 7; n += 1) await app.menu('edit.undo');
  await expect(only).toHaveText(INNER);

  // A sentence is selected by keys; what it begins with becomes the second part.
  for (let n = 0; n < 2; n += 1) await keyboard.press('Alt+ArrowRight');
  await expect(only).toHaveText(`${INNER}. By`);
  await archive.article().focus();
  await archive.select('By');
  await keyboard.press('s');
  await expect.poll(() => wordsOf(archive)).toEqual([`${INNER}.`, 'By']);
  await expect(archive.passages().filter({ hasText: 'KAZ · affiliation' })).toHaveCount(2);
  await expect(archive.passages().filter({ hasText: 'Who counts?' })).toHaveCount(1);
  await keyboard.press('Control+z');
  await expect.poll(() => wordsOf(archive)).toEqual([`${INNER}. By`]);
  await keyboard.press('Control+Shift+z');
  await expect(archive.passages()).toHaveCount(2);
  await keyboard.press('j');
  await expect.poll(() => wordsOf(archive)).toEqual([`${INNER}. By`]);
  await expect(archive.chosen()).toContainText('Who counts?');
  await keyboard.press('Control+z');
  await expect.poll(() => wordsOf(archive)).toEqual([`${INNER}.`, 'By']);
});

test('arrow keys with modifiers stay with the text field that is typed in', async ({ app }) => {
  const archive = await begin(app);
  await archive.tag(INNER, 'Port union');
  await archive.searchBox().fill('port union');
  await app.page.keyboard.press('Control+ArrowLeft');
  await app.page.keyboard.type('old ');
  await expect(archive.searchBox()).toHaveValue('port old union');
  await archive.searchBox().fill('');
  // The passage is still the active one, but the box has the focus.
  await expect(archive.chosen()).toBeVisible();
  for (const key of ['Control+ArrowLeft', 'Alt+ArrowRight', 'o', 'j', 's'])
    await app.page.keyboard.press(key);
  await expect(archive.searchBox()).toHaveValue('ojs');
  await archive.searchBox().fill('');
  await expect.poll(() => wordsOf(archive)).toEqual([INNER]);
});

test('an end of the outline is dragged to other words, let go of with Escape, and undone', async ({
  app,
}) => {
  const archive = await begin(app);
  const { mouse, keyboard } = app.page;
  await archive.tag(INNER, 'Port union');
  const target = await archive.endsOf('By noon');
  const grasp = async (edge: 'start' | 'end'): Promise<void> => {
    const box = (await archive.handle(edge).boundingBox())!;
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await mouse.down();
  };
  await grasp('end');
  await mouse.move(target.to.x, target.to.y, { steps: 4 });
  await expect.poll(() => archive.painted('excerpt-active')).toEqual([`${INNER}. By noon`]);
  await keyboard.press('Escape');
  await expect.poll(() => archive.painted('excerpt-active')).toEqual([INNER]);
  await mouse.up();
  expect(await wordsOf(archive)).toEqual([INNER]);

  await grasp('end');
  await mouse.move(target.to.x, target.to.y, { steps: 4 });
  await mouse.up();
  await expect.poll(() => wordsOf(archive)).toEqual([`${INNER}. By noon`]);
  const gates = await archive.endsOf('gates, according');
  await grasp('start');
  await mouse.move(gates.from.x, gates.from.y, { steps: 4 });
  await mouse.up();
  await expect.poll(() => wordsOf(archive)).toEqual([`gates, ${INNER}. By noon`]);
  await keyboard.press('Control+z');
  await keyboard.press('Control+z');
  await expect.poll(() => wordsOf(archive)).toEqual([INNER]);
});

test('the outline stands on the words, also after scrolling and with another size of the text', async ({
  app,
}) => {
  const archive = await begin(app);
  await archive.tag(OUTER, 'Dockers');
  const distance = () =>
    app.page.evaluate(() => {
      const [range] = [...CSS.highlights.get('excerpt-active')!] as Range[];
      const words = [...range!.getClientRects()];
      const lines = [...document.querySelectorAll('.outline > .line')].map((line) =>
        line.getBoundingClientRect(),
      );
      if (lines.length !== words.length) return Infinity;
      return Math.max(
        ...words.map((box, n) => Math.hypot(box.left - lines[n]!.left - 2, box.top - lines[n]!.top)),
      );
    });
  await expect.poll(distance).toBeLessThan(1);
  await app.page.getByRole('button', { name: 'Larger text' }).click();
  await expect.poll(distance).toBeLessThan(1);
  await archive.article().hover();
  await app.page.mouse.wheel(0, 120);
  await expect.poll(distance).toBeLessThan(1);
});

test('the legend names what this report has, and stays closed once it was closed', async ({ app }) => {
  let archive = await begin(app);
  const legend = () => app.page.getByRole('region', { name: 'Legend' });
  await expect(legend()).toBeHidden();
  await archive.tag(OUTER, 'Dockers', 'KAZ');
  await archive.tag(INNER, 'Port union');
  await expect(legend().getByRole('listitem')).toHaveText([
    'Dockers',
    'Port union',
    'a country',
    'second on the same words',
  ]);
  await legend().getByRole('button', { name: 'Legend' }).click();
  await expect(legend().getByRole('listitem')).toHaveCount(0);
  await app.restart();
  archive = new ArchivePage(app.page);
  await archive.report(HARBOUR_TITLE).click();
  await expect(legend()).toBeVisible();
  await expect(legend().getByRole('listitem')).toHaveCount(0);
});
