import { expect, type Locator, type Page } from '@playwright/test';

/** The window as a person finds it: by role and name. */
export class ArchivePage {
  constructor(readonly page: Page) {}

  readonly reports = () => this.page.getByRole('listbox', { name: 'Reports' });
  readonly report = (title: string) => this.reports().getByRole('option', { name: title });
  readonly article = (title?: string) =>
    this.page.getByRole('article', title === undefined ? {} : { name: title });
  readonly importDialog = () => this.page.getByRole('dialog', { name: 'Import reports' });
  readonly palette = () => this.page.getByRole('dialog', { name: 'Tag passage' });
  readonly countryOptions = () =>
    this.palette().getByRole('listbox', { name: 'Country suggestions' }).getByRole('option');
  readonly passageList = () => this.page.getByRole('list', { name: 'Passages in this report' });
  readonly passages = () => this.passageList().getByRole('listitem');
  readonly searchBox = () => this.page.getByRole('searchbox', { name: 'Search the archive' });
  readonly results = () => this.page.getByRole('list', { name: 'Search results' });
  readonly grid = () => this.page.getByRole('grid', { name: 'Passages' });
  readonly rows = () =>
    this.grid()
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell') });

  /** The rows that are selected, of those on screen. */
  readonly selectedRows = () => this.grid().locator('[role="row"][aria-selected="true"]');
  readonly row = (words: string) => this.rows().filter({ hasText: words });
  readonly retagDialog = () => this.page.getByRole('dialog', { name: /^Retag/ });
  /** What a screen reader was told last. */
  readonly said = () => this.footer().getByRole('status').last();

  readonly footer = () => this.page.getByRole('contentinfo');
  /** What stands above the views while something is the matter. */
  readonly banner = () => this.page.getByRole('alert');
  readonly history = () => this.page.getByRole('dialog', { name: 'History' });
  readonly check = () => this.page.getByRole('dialog', { name: 'Check archive' });
  readonly recovery = () => this.page.getByRole('heading', { name: 'The archive needs to be restored' });

  /** Waits until all that was done is saved; gives the number of the last change. */
  async saved(): Promise<number> {
    await expect(
      this.footer()
        .getByRole('status')
        .filter({ hasText: /Saved \d/u }),
    ).toBeVisible();
    return this.savedSeq();
  }

  /** The last change that the window says is saved. */
  async savedSeq(): Promise<number> {
    return Number(await this.footer().getAttribute('data-saved'));
  }

  async go(view: 'Reports' | 'Passages' | 'Analysis' | 'Codebook' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click();
  }

  /** Chooses from the menu of an actor in the codebook. */
  async moreFor(actor: string, item: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for ${actor}` }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async removeSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Remove sample' }).click();
    await expect(this.page.getByRole('button', { name: 'Remove sample' })).toBeHidden();
  }

  /** Puts text on the page's clipboard event, as Ctrl+V outside a text field does. */
  async paste(text: string, html = ''): Promise<void> {
    await this.page.evaluate(
      ([pasted, rich]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted!);
        if (rich !== '') clipboardData.setData('text/html', rich!);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      },
      [text, html],
    );
  }

  /** Drops files on the window. */
  async drop(files: { name: string; content: string }[]): Promise<void> {
    await this.page.evaluate((dropped) => {
      const dataTransfer = new DataTransfer();
      for (const { name, content } of dropped) dataTransfer.items.add(new File([content], name));
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, files);
  }

  /** Pastes a report and imports it as found. */
  async importText(text: string): Promise<void> {
    await this.paste(text);
    await this.importDialog().getByRole('button', { name: 'Import', exact: true }).click();
    await expect(this.importDialog()).toBeHidden();
  }

  /**
   * Drags the mouse over words of the open report. On a loaded machine a drag sometimes ends short, for a reason not
   * found; it is then tried again, as a person would.
   */
  async select(words: string): Promise<void> {
    const { mouse } = this.page;
    await expect(async () => {
      // A drag that begins on selected words moves them instead of selecting others.
      await this.page.evaluate(() => getSelection()?.removeAllRanges());
      const ends = await this.endsOf(words);
      await mouse.move(ends.from.x, ends.from.y);
      await mouse.down();
      await mouse.move(ends.to.x, ends.to.y, { steps: 5 });
      await mouse.up();
      expect(await this.page.evaluate(() => getSelection()?.toString())).toBe(words);
    }).toPass({ timeout: 20_000 });
    await expect(this.page.getByRole('button', { name: 'Tag selection' })).toBeEnabled();
  }

  /** Clicks in the middle of words of the open report that stand on one line. */
  async clickText(words: string): Promise<void> {
    const { from, to } = await this.endsOf(words);
    await this.page.mouse.click((from.x + to.x) / 2, (from.y + to.y) / 2);
  }

  /** Where words of the open report begin and end on screen, after bringing them there. */
  endsOf(words: string) {
    return this.article().evaluate(async (article, wanted) => {
      const find = () => {
        const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = (node.nodeValue ?? '').indexOf(wanted);
          if (at !== -1) return { node, at };
        }
        throw new Error(`The report does not say: ${wanted}`);
      };
      const { node, at } = find();
      const boxOf = (offset: number) => {
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        return range.getBoundingClientRect();
      };
      const measure = () => {
        const [first, last] = [boxOf(at), boxOf(at + wanted.length - 1)];
        return {
          from: { x: first.left + 0.5, y: (first.top + first.bottom) / 2 },
          to: { x: last.right - 0.5, y: (last.top + last.bottom) / 2 },
        };
      };
      // Blocks far off have estimated heights and fonts load when they are drawn: the place must have settled.
      for (let before = '', calm = 0; calm < 3;) {
        node.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' });
        await document.fonts.ready;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const now = JSON.stringify(measure());
        calm = now === before ? calm + 1 : 0;
        before = now;
      }
      return measure();
    }, words);
  }

  /** Tags words of the open report: mouse to select, keys in the palette. */
  async tag(words: string, actor: string, country?: string, options: { memo?: string } = {}): Promise<void> {
    await this.select(words);
    await this.page.keyboard.press('t');
    await this.fillPalette(actor, country, options);
    await this.palette().getByRole('button', { name: 'Save passage' }).click();
    await expect(this.palette()).toBeHidden();
  }

  async fillPalette(actor: string, country?: string, options: { memo?: string } = {}): Promise<void> {
    const palette = this.palette();
    await expect(palette.getByRole('combobox', { name: 'Actor' })).toBeFocused();
    await this.page.keyboard.type(actor);
    await this.page.keyboard.press('Enter');
    if (country !== undefined) {
      await this.page.keyboard.press('Tab');
      await expect(palette.getByRole('combobox', { name: 'Country' })).toBeFocused();
      await this.page.keyboard.type(country);
      await this.page.keyboard.press('Enter');
    }
    if (options.memo !== undefined) await palette.getByRole('textbox', { name: 'Memo' }).fill(options.memo);
  }

  passage(words: string): Locator {
    return this.passages().filter({ hasText: words });
  }

  /** An end of the active passage, to be dragged. */
  readonly handle = (edge: 'start' | 'end') => this.page.locator(`[data-edge="${edge}"]`);

  /** The passage that is chosen, in the list beside the report. */
  readonly chosen = () => this.passageList().locator('[aria-current="true"]');

  /** What is painted under a registered highlight, as text. */
  async painted(highlight: string): Promise<string[]> {
    return this.page.evaluate(
      (name) => [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString()),
      highlight,
    );
  }
}
