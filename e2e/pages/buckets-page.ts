import type { Locator, Page } from '@playwright/test';
import { bucketsRoute } from '../../lib/client/routes.ts';
import { connections } from '../console-configuration.ts';

/** The buckets of a connection. */
export class BucketsPage {
  readonly page: Page;
  readonly connection: string;

  constructor(page: Page, connection: string = connections.signIn.id) {
    this.page = page;
    this.connection = connection;
  }

  async open(): Promise<void> {
    await this.page.goto(bucketsRoute(this.connection));
    await this.filter.or(this.page.getByRole('heading', { name: 'No buckets yet' })).waitFor();
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: 'Buckets' });
  }

  get filter(): Locator {
    return this.page.getByRole('searchbox', { name: 'Filter buckets by name' });
  }

  get status(): Locator {
    return this.page.getByRole('main').getByRole('status');
  }

  row(bucket: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('link', { name: bucket, exact: true }) });
  }

  /** Finds a bucket among however many there are and asks for what can be done with it. */
  async openMenu(bucket: string): Promise<void> {
    await this.filter.fill(bucket);
    await this.page.getByRole('button', { name: `Actions for ${bucket}`, exact: true }).click();
  }

  async askToDelete(bucket: string): Promise<Locator> {
    await this.openMenu(bucket);
    await this.page.getByRole('menuitem', { name: 'Delete bucket' }).click();
    return this.page.getByRole('alertdialog', { name: `Delete ${bucket}?` });
  }

  async startCreate(): Promise<Locator> {
    // Where there is no bucket yet, the page offers to make one in its middle as well.
    await this.page.getByRole('button', { name: 'New bucket' }).first().click();
    return this.page.getByRole('dialog', { name: 'New bucket' });
  }
}
