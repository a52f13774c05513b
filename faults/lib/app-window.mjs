/* global document, MutationObserver -- in a function that runs in the page */
import { killFamily } from './processes.mjs';
import { until, within } from './wait.mjs';

const SETTLE_MS = 120_000;
const END_MS = 30_000;
const ACTION_MS = 30_000;

/** What a start can lead to. */
const FACES = {
  open: 'footer[data-saved]',
  recovery: 'h1:text-matches("^The archive needs to be restored")',
  journal: 'h1:text-matches("^The journal needs to be written again")',
  failed: 'h1:text-matches("could not be restored$")',
  refused: 'h1:text-matches("^The archive (could not|cannot) be opened|newer version")',
};

/** Runs in the page: tells the number of the last saved change, now and whenever it changes. */
function follow() {
  if (globalThis.followsSaved) return;
  globalThis.followsSaved = true;
  let told = -1;
  const look = () => {
    const footer = document.querySelector('footer[data-saved]');
    const seq = Number(footer?.dataset.saved ?? -1);
    if (seq > told) globalThis.tellSaved((told = seq));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  look();
}

/** A window of the app that is driven as a person would: by keys, and by what stands on the screen. */
export class AppWindow {
  /** Number of the last change that the window called saved. */
  saved = -1;
  /** Lines of the main process's standard error. */
  errors = [];
  #listeners = new Set();
  #told = new WeakSet();
  #gone;

  /** @param {import('@playwright/test').ElectronApplication} electron */
  constructor(electron) {
    this.electron = electron;
    this.pid = electron.process().pid;
    this.#gone = new Promise((resolve) => electron.process().once('exit', resolve));
    electron.process().stderr?.on('data', (data) => this.errors.push(String(data)));
  }

  /** The page there is now; another one after a restore. @returns {import('@playwright/test').Page} */
  get page() {
    return this.electron.windows().at(-1);
  }

  /** Whether its main process has ended. */
  get ended() {
    return this.#gone;
  }

  /**
   * Waits until the start has come to something, and from then on follows what is saved.
   * @returns {Promise<'open' | 'recovery' | 'journal' | 'failed' | 'refused'>}
   */
  async settle(ms = SETTLE_MS) {
    const face = await until(() => this.#face(), ms, 'a window that says how the archive is');
    if (face === 'open') await this.#followSaved();
    return face;
  }

  async #face() {
    if (this.electron.process().exitCode !== null)
      throw new Error('The app ended before it showed a window.');
    const { page } = this;
    if (page === undefined) return undefined;
    for (const [face, selector] of Object.entries(FACES)) {
      // A page can be replaced while it is looked at.
      if (
        await page
          .locator(selector)
          .first()
          .isVisible()
          .catch(() => false)
      )
        return face;
    }
    return undefined;
  }

  async #followSaved() {
    const { page } = this;
    page.setDefaultTimeout(ACTION_MS);
    if (!this.#told.has(page)) {
      this.#told.add(page);
      await page.exposeFunction('tellSaved', (seq) => this.#tell(seq));
      // The page can be loaded again at any time.
      await page.addInitScript(follow);
    }
    await page.evaluate(follow);
  }

  #tell(seq) {
    this.saved = Math.max(this.saved, seq);
    for (const listener of this.#listeners) listener();
  }

  /** Waits until the change numbered `seq` is called saved, or until `signal` says to stop. */
  async savedUpTo(seq, ms = ACTION_MS, signal = undefined) {
    let resolve;
    const promise = new Promise((done) => (resolve = done));
    const listener = () => this.saved >= seq && resolve();
    this.#listeners.add(listener);
    signal?.addEventListener('abort', resolve);
    listener();
    try {
      await within(promise, ms, `change ${seq} to be saved; ${this.saved} is`);
    } finally {
      this.#listeners.delete(listener);
      signal?.removeEventListener('abort', resolve);
    }
  }

  /** What the page says in its alerts, banners among them. */
  async alerts() {
    return (await this.page.getByRole('alert').allInnerTexts()).join('\n').trim();
  }

  /** What stands above the views for as long as it lasts; empty when nothing does. */
  async banner() {
    return (await this.page.locator('[role="alert"] .banner').allInnerTexts()).join('\n').trim();
  }

  /**
   * Restores from the recovery page, and waits until the archive is open again.
   * @returns {Promise<'open' | 'nothing' | string>} `nothing` when the page has nothing to restore from
   */
  async restore() {
    const button = this.page.getByRole('button', { name: 'Restore', exact: true });
    const nothing = this.page.getByRole('heading', { name: 'Nothing here to restore from' });
    await button.or(nothing).first().waitFor({ timeout: SETTLE_MS });
    if (await nothing.isVisible()) return 'nothing';
    await button.click();
    const before = this.page;
    const face = await until(
      async () => {
        const now = await this.#face();
        return now === 'recovery' && this.page === before ? undefined : now;
      },
      SETTLE_MS,
      'the restored archive',
    );
    if (face === 'open') await this.#followSaved();
    return face;
  }

  /** Chooses an item of the menu. */
  async choose(id) {
    await until(
      () =>
        this.electron.evaluate(({ BrowserWindow, Menu }, itemId) => {
          const item = Menu.getApplicationMenu()?.getMenuItemById(itemId);
          if (!item?.enabled) return undefined;
          const [window] = BrowserWindow.getAllWindows();
          item.click(undefined, window, window?.webContents);
          return true;
        }, id),
      ACTION_MS,
      `the menu item ${id}`,
    );
  }

  /** Makes the next open dialogs answer with these files. */
  async answerOpen(filePaths) {
    await this.electron.evaluate(({ dialog }, paths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: paths });
    }, filePaths);
  }

  /** Quits as a person does. Rejects when the app does not end; it is then killed. */
  async close() {
    try {
      await within(this.electron.close(), END_MS, 'the app to quit');
      await within(this.#gone, END_MS, 'the end of the app');
    } catch (error) {
      await killFamily(this.pid);
      throw error;
    }
  }

  /** `kill -9` of every process of the app at once. */
  async kill() {
    await killFamily(this.pid);
    // Playwright still has to notice.
    await this.electron.close().catch(() => undefined);
  }
}
