import { expect, test } from './fixtures/app';

test('the window opens and is called Commonplace @both', async ({ app }) => {
  await expect(app.page).toHaveTitle('Commonplace');
  await expect(app.page.locator('#app')).not.toBeEmpty();
});

test('the page has its own origin and no access to Node', async ({ app }) => {
  const page = await app.page.evaluate(() => ({
    origin: location.origin,
    secure: isSecureContext,
    node: typeof (globalThis as { require?: unknown }).require,
  }));
  expect(page).toEqual({ origin: 'app://archive', secure: true, node: 'undefined' });
});

test('the app starts again on the same profile @both', async ({ app }) => {
  await app.restart();
  await expect(app.page).toHaveTitle('Commonplace');
});
