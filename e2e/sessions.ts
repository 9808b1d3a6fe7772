import { expect, type Page } from '@playwright/test';
import { connections } from './console-configuration.ts';

/** As when the operator ends all sessions, or the cookie's time is over. */
export async function endSession(page: Page): Promise<void> {
  await page.context().clearCookies({ name: /^cooper\./u });
}

/** Gives the secret key again where the page asks for it. */
export async function signInAgain(page: Page, secretAccessKey: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `Your session for ${connections.signIn.name} has ended` });
  await dialog.getByLabel('Secret key', { exact: true }).fill(secretAccessKey);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
}
