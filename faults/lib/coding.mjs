// Coding as a fast worker does: from sentence to sentence by arrow keys, and the last pairs again by a full stop.

import { between } from './random.mjs';

const PATIENCE_MS = 20_000;

/** Opens the report at this place of the list and puts the focus into its text. */
export async function openReport(window, place = 0) {
  const { page } = window;
  const option = page.getByRole('listbox', { name: 'Reports' }).getByRole('option').nth(place);
  await option.click();
  const title = await option.getAttribute('aria-label');
  const article = page.getByRole('article', title === null ? {} : { name: title, exact: true });
  await article.waitFor();
  await article.focus();
}

/** Opens the palette on the next sentence and fills in who and where. */
export async function openPalette(window, { memo } = {}) {
  const { page } = window;
  const palette = page.getByRole('dialog', { name: 'Tag passage' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('t');
  const actor = palette.getByRole('combobox', { name: 'Actor' });
  await actor.fill('Fuel ministry');
  await page.keyboard.press('Enter');
  await palette.getByRole('combobox', { name: 'Country' }).fill('KAZ');
  await page.keyboard.press('Enter');
  if (memo !== undefined) await palette.getByRole('textbox', { name: 'Memo' }).fill(memo);
  return palette;
}

/** Tags a sentence through the palette, and waits until that is saved. */
export async function tagOne(window, options) {
  const before = window.saved;
  const palette = await openPalette(window, options);
  await palette.getByRole('button', { name: 'Save passage' }).click();
  await palette.waitFor({ state: 'hidden' });
  await window.savedUpTo(before + 1);
}

/** Tags the next sentence with the pairs of the last one. Does not wait for anything. */
export async function repeatOnce({ page }) {
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('.');
}

/** Tags sentence after sentence until `count` more are saved. */
export async function codeMany(window, count) {
  const wanted = window.saved + count;
  while (window.saved < wanted) {
    const before = window.saved;
    await repeatOnce(window);
    await window.savedUpTo(before + 1);
  }
}

/** Sentences tagged in one go, before it is looked whether they are saved. */
const LONGEST_BURST = 4;

/**
 * Tags sentence after sentence in short bursts until `signal` says to stop or the window is gone. With `undo`, takes
 * one back now and then.
 */
export async function codeUntil(window, signal, { undo = false, random }) {
  try {
    while (!signal.aborted) {
      const before = window.saved;
      for (let left = between(random, 1, LONGEST_BURST); left > 0 && !signal.aborted; left -= 1) {
        if (undo && random() < 0.2) await window.page.keyboard.press('Control+z');
        else await repeatOnce(window);
      }
      await window.savedUpTo(before + 1, PATIENCE_MS, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
