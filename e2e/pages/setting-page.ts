import { expect, type Locator, type Page } from '@playwright/test';
import { settingsRoute } from '../../lib/client/routes.ts';
import { connections } from '../console-configuration.ts';

/** One setting of a bucket: form, JSON, and what can be done with them. */
export class SettingPage {
  readonly page: Page;
  readonly bucket: string;
  readonly setting: string;
  readonly connection: string;

  constructor(page: Page, bucket: string, setting: string, connection: string = connections.signIn.id) {
    this.page = page;
    this.bucket = bucket;
    this.setting = setting;
    this.connection = connection;
  }

  /** Opens the page and waits until the setting and its editor are there. */
  async open(): Promise<void> {
    await this.goTo();
    await this.ready();
  }

  async goTo(): Promise<void> {
    await this.page.goto(settingsRoute(this.connection, this.bucket, this.setting));
  }

  async ready(): Promise<void> {
    await expect(this.form).toBeVisible();
    await expect(this.json).toBeVisible();
  }

  get form(): Locator {
    return this.page.getByRole('region', { name: 'Form' });
  }

  get json(): Locator {
    return this.page.getByRole('textbox', { name: 'JSON of the setting' });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get reviewButton(): Locator {
    return this.page.getByRole('button', { name: 'Review and save' });
  }

  get conflict(): Locator {
    return this.page.getByRole('alert').filter({ hasText: 'Somebody else changed this setting meanwhile' });
  }

  async typeJson(document: unknown): Promise<void> {
    await this.json.fill(JSON.stringify(document, null, 2));
    await expect(this.page.getByText('Not saved yet; kept in this tab')).toBeVisible();
  }

  /** Reviews the change and saves it. What comes of it is for the journey to see. */
  async save(): Promise<void> {
    await this.trySave();
    await expect(this.dialog).toHaveCount(0);
  }

  /** Reviews the change and sends it; the dialog stays open when it is refused. */
  async trySave(): Promise<void> {
    await this.reviewButton.click();
    await expect(this.dialog.getByLabel('Change of the setting')).toBeVisible();
    await this.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  }

  /** Saves, and waits until nothing is left to save. */
  async saveForGood(): Promise<void> {
    await this.save();
    await expect(this.page.getByRole('button', { name: 'Revert' })).toBeDisabled();
    await expect(this.page.getByText('set', { exact: true })).toBeVisible();
  }

  async remove(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = this.page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Delete setting' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(this.page.getByText(`Deleted: ${title}`)).toBeVisible();
  }
}
