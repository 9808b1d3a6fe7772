import type { Locator, Page } from '@playwright/test';
import { connections } from '../console-configuration.ts';

/** Where a connection gets its keys. */
export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page for one connection, that which asks for keys unless told. */
  async open(connection: string = connections.signIn.id): Promise<void> {
    await this.page.goto(`/sign-in?connection=${connection}`);
  }

  /** Gives the keys and waits until the page has been left. */
  async signIn(keys: { accessKeyId: string; secretAccessKey: string }): Promise<void> {
    await this.submit(keys);
    await this.page.waitForURL((url) => url.pathname !== '/sign-in');
  }

  /** Gives the keys, whatever comes of it. */
  async submit({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }): Promise<void> {
    await this.page.getByLabel('Access key', { exact: true }).fill(accessKeyId);
    await this.page.getByLabel('Secret key', { exact: true }).fill(secretAccessKey);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  get problem(): Locator {
    // Next has an alert of its own outside of the page, which announces routes.
    return this.page.getByRole('main').getByRole('alert');
  }
}
