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
  readonly passageList = () => this.page.getByRole('list', { name: 'Passages in this report' });
  readonly passages = () => this.passageList().getByRole('listitem');
  readonly searchBox = () => this.page.getByRole('searchbox', { name: 'Search the archive' });
  readonly results = () => this.page.getByRole('list', { name: 'Search results' });
  readonly grid = () => this.page.getByRole('grid', { name: 'Passages' });
  readonly rows = () =>
    this.grid()
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell') });

  async go(view: 'Reports' | 'Passages' | 'Analysis' | 'Codebook' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click();
  }

  async removeSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Remove sample' }).click();
    await expect(this.page.getByRole('button', { name: 'Remove sample' })).toBeHidden();
  }

  /** Puts text on the page's clipboard event, as Ctrl+V outside a text field does. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);
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

  /** Drags the mouse over words of the open report. */
  async select(words: string): Promise<void> {
    const ends = await this.article().evaluate(async (article, wanted) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await document.fonts.ready;
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.nodeValue ?? '').indexOf(wanted);
        if (at === -1) continue;
        // Blocks far off have estimated heights, so the place settles only after it was drawn.
        for (let top = NaN, next = 0; top !== next; next = node.parentElement!.getBoundingClientRect().top) {
          top = node.parentElement!.getBoundingClientRect().top;
          node.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' });
          await frame();
          await frame();
        }
        const edge = (offset: number, end: boolean) => {
          const range = document.createRange();
          range.setStart(node, end ? offset - 1 : offset);
          range.setEnd(node, end ? offset : offset + 1);
          const box = range.getBoundingClientRect();
          return { x: end ? box.right - 0.5 : box.left + 0.5, y: (box.top + box.bottom) / 2 };
        };
        return { from: edge(at, false), to: edge(at + wanted.length, true) };
      }
      throw new Error(`The report does not say: ${wanted}`);
    }, words);
    await this.page.mouse.move(ends.from.x, ends.from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(ends.to.x, ends.to.y, { steps: 5 });
    await this.page.mouse.up();
    await expect
      .poll(() => this.page.evaluate(() => getSelection()?.toString() ?? ''), 'the selection')
      .toBe(words);
    await expect(this.page.getByRole('button', { name: 'Tag selection' })).toBeEnabled();
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

  /** What is painted under a registered highlight, as text. */
  async painted(highlight: string): Promise<string[]> {
    return this.page.evaluate(
      (name) => [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString()),
      highlight,
    );
  }
}
