import type { Locator, Page } from '@playwright/test';

/** Makes links. */
export class ShareDialog {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
  }

  get submit(): Locator {
    return this.dialog.getByRole('button', { name: /^Make (?:the link|another)$/u });
  }

  get result(): Locator {
    return this.dialog.getByRole('status').filter({ hasText: 'Works until' });
  }

  async setLifetime(amount: string, unit: 'minutes' | 'hours' | 'days'): Promise<void> {
    await this.dialog.getByLabel('Works for').fill(amount);
    await this.dialog.getByRole('combobox', { name: 'Unit' }).click();
    await this.page.getByRole('option', { name: unit }).click();
  }

  /** Shows the fields for version and response headers and fills some, by their labels. */
  async fillMore(values: Record<string, string>): Promise<void> {
    await this.dialog.getByText('Version and response headers').click();
    for (const [label, value] of Object.entries(values)) {
      await this.dialog.getByLabel(label, { exact: true }).fill(value);
    }
  }

  /** Makes the link and reads it, and the command for it, off the clipboard. */
  async make(): Promise<{ url: URL; curl: string }> {
    await this.submit.click();
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const url = new URL(await this.#copy('Copy the link'));
    return { url, curl: await this.#copy('Copy as curl') };
  }

  async #copy(button: string): Promise<string> {
    await this.result.getByRole('button', { name: button }).click();
    await this.result
      .getByText(/^Copied the/u)
      .last()
      .waitFor({ state: 'attached' });
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
