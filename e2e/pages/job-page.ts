import { expect, type Page } from '@playwright/test';

/** Goes from the message that a job has started to its page, and waits until it shows this end. */
export async function watchJob(page: Page, title: string, end = 'finished'): Promise<void> {
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect(page.getByRole('button', { name: 'Show it' })).toBeHidden();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByRole('main').getByText(end, { exact: true })).toBeVisible({ timeout: 90_000 });
}
