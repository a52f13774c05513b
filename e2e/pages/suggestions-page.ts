import { expect, type Page } from '@playwright/test';

/** The suggestions beside the report, as a person finds them: by role and name. */
export class SuggestionsPage {
  constructor(readonly page: Page) {}

  readonly tab = () => this.page.getByRole('tab', { name: /^Suggestions/u });
  readonly passagesTab = () => this.page.getByRole('tab', { name: /^Passages/u });
  readonly panel = () => this.page.getByRole('region', { name: 'Suggestions beside the report' });
  readonly list = () => this.panel().getByRole('listbox', { name: 'Suggestions' });
  readonly options = () => this.list().getByRole('option');
  readonly option = (words: string) => this.options().filter({ hasText: words });
  readonly active = () => this.list().locator('[aria-selected="true"]');
  readonly unit = () => this.panel().getByRole('combobox', { name: 'Accepting tags' });
  readonly rejected = () =>
    this.panel().getByRole('list', { name: 'Rejected suggestions' }).getByRole('listitem');

  /** What was done last, with its Undo. */
  readonly toast = () =>
    this.page
      .getByRole('status')
      .filter({ has: this.page.getByRole('button', { name: 'Undo' }) })
      .last();
  readonly undo = () => this.toast().getByRole('button', { name: 'Undo' }).last();

  /** Opens the list with its key; the first suggestion is then the active one. */
  async review(): Promise<void> {
    await expect(this.tab()).not.toHaveAccessibleName('Suggestions 0');
    await this.page.getByRole('article').focus();
    await this.page.keyboard.press('a');
    await expect(this.list()).toBeFocused();
  }

  async focus(): Promise<void> {
    await this.list().focus();
  }

  /** The words of the article in the middle of the outline. */
  outlined(): Promise<string> {
    return this.page.evaluate(() => {
      const box = document.querySelector('.words > div')?.getBoundingClientRect();
      if (!box) return '';
      const inside = [...(CSS.highlights.get('suggestion') ?? [])].filter((range) => {
        const own = (range as Range).getBoundingClientRect();
        return own.left >= box.left && own.right <= box.right && Math.abs(own.top - box.top) < 4;
      });
      return inside.map((range) => (range as Range).toString()).join(' ');
    });
  }
}
