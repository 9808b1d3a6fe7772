import { expect, type Locator, type Page } from '@playwright/test';

/** Uploads under way and how they ended. */
export class UploadTray {
  readonly page: Page;
  readonly region: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'Uploads' });
  }

  /** The row of a file, by the last name of its key. */
  file(name: string): Locator {
    return this.region
      .getByRole('list', { name: 'Files' })
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('progressbar', { name: `Upload of ${name}`, exact: true }) });
  }

  /** Uploads that a reload broke off. */
  get interrupted(): Locator {
    return this.region.getByRole('list', { name: 'Interrupted uploads' });
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  async expectDone(...names: string[]): Promise<void> {
    for (const name of names) {
      await expect(this.file(name).getByRole('img', { name: 'Done' })).toBeVisible({ timeout: 45_000 });
    }
  }

  /** Waits until nothing moves and so many have been uploaded, none failed. */
  async expectAllDone(count: number): Promise<void> {
    await expect(this.region.getByText(`${count} done`, { exact: true })).toBeVisible({ timeout: 45_000 });
  }
}
