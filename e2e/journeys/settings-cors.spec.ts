import { expect, test } from '../fixtures.ts';
import { SettingPage } from '../pages/setting-page.ts';

test('the tester says which rule answers, what the endpoint says, and what this very browser gets', async ({
  signedIn,
  browserBucket,
  expectAccessible,
}) => {
  const cors = new SettingPage(signedIn, browserBucket, 'cors');
  await cors.open();
  const tester = signedIn.getByRole('region', { name: 'Tester' });
  const ask = tester.getByRole('button', { name: 'Ask the endpoint' });
  await expect(tester.getByText('By the saved rules: yes, rule 1 answers')).toBeVisible();
  await ask.click();
  await expect(tester.getByText('The endpoint answers: yes (HTTP 200)')).toBeVisible();
  const browser = tester.getByRole('status').filter({ hasText: 'This browser' });
  await expect(browser).toContainText('let through');
  await expect(browser).toContainText('The preflight was passed, and the request was answered with HTTP 404.');

  // What no page may send is left out and told; what needs no leave is asked without.
  await tester.getByRole('textbox', { name: 'Headers it sends' }).fill('cookie');
  await tester.getByRole('combobox', { name: 'Method' }).click();
  await signedIn.getByRole('option', { name: 'GET' }).click();
  await expect(browser).toHaveCount(0);
  await ask.click();
  await expect(browser).toContainText('A browser asks no leave for this.');
  await expect(browser).toContainText('Without cookie: no page may send that.');
  await expectAccessible(signedIn);

  await tester.getByRole('textbox', { name: 'Origin of the page' }).fill('https://elsewhere.example');
  await expect(tester.getByText('Rule 1: its origins do not cover https://elsewhere.example.')).toBeVisible();
  await ask.click();
  await expect(tester.getByText('The endpoint answers: no (HTTP 403)')).toBeVisible();
  await expect(tester.getByText('A browser asks for the page it shows.')).toBeVisible();
  await expect(browser).toHaveCount(0);
});

test('a browser that no rule lets in is seen to be kept away', async ({ signedIn, bucket }) => {
  const cors = new SettingPage(signedIn, bucket, 'cors');
  await cors.open();
  const tester = signedIn.getByRole('region', { name: 'Tester' });
  await expect(tester.getByText('There is no rule.')).toBeVisible();
  await tester.getByRole('button', { name: 'Ask the endpoint' }).click();
  await expect(tester.getByText('The endpoint answers: no (HTTP 403)')).toBeVisible();
  await expect(tester.getByText('This browser: kept away')).toBeVisible();
});
