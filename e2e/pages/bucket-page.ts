import type { FileChooser, Locator, Page } from '@playwright/test';
import { objectsRoute, type BrowseState } from '../../lib/client/routes.ts';
import { connections } from '../console-configuration.ts';

/** The objects of a bucket, and what can be done with them. */
export class BucketPage {
  readonly page: Page;
  readonly bucket: string;
  readonly connection: string;

  constructor(page: Page, bucket: string, connection: string = connections.signIn.id) {
    this.page = page;
    this.bucket = bucket;
    this.connection = connection;
  }

  /** Opens the list and waits until it has been read. */
  async open(state: Partial<BrowseState> = {}): Promise<void> {
    await this.page.goto(objectsRoute(this.connection, this.bucket, state));
    await this.waitForList();
  }

  /** Where the bucket's pages begin. */
  get path(): string {
    return objectsRoute(this.connection, this.bucket);
  }

  async waitForList(): Promise<void> {
    await this.page.getByRole('grid', { name: `Objects in ${this.bucket}`, includeHidden: true }).waitFor();
    // As it comes from the server the list has not been asked for yet.
    await this.page.getByLabel('Listing status').filter({ hasNotText: 'listing …' }).waitFor();
    await this.page.locator('[role=grid][aria-busy=false]').waitFor();
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: `Objects in ${this.bucket}` });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get details(): Locator {
    return this.page.getByRole('region', { name: 'Details' });
  }

  /** The row of a name, as far as it is in sight. */
  row(name: string): Locator {
    const checkbox = this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
    return this.grid.getByRole('row').filter({ has: checkbox });
  }

  /** The names in sight, from the top. */
  get names(): Locator {
    return this.grid.locator('[role=row][aria-selected] [data-part=open]');
  }

  /** The row that the keyboard acts on. */
  get activeRow(): Locator {
    return this.grid.locator('[role=row][data-active]');
  }

  /** The tile that the keyboard acts on, where rows are shown as tiles. */
  get activeTile(): Locator {
    return this.grid.locator('[role=gridcell][data-active]');
  }

  /** What is listed, how it is ordered, and whether there is more. */
  get status(): Locator {
    return this.page.getByRole('group', { name: 'Listing status' });
  }

  /** Opens the options of the listing, changes some, and lists by them. */
  async chooseHowToList(change: (form: Locator) => Promise<void>): Promise<void> {
    await this.page.getByRole('button', { name: 'How to list' }).click();
    const form = this.page.getByRole('dialog', { name: 'How to list' });
    await change(form);
    await form.getByRole('button', { name: 'List', exact: true }).click();
    await form.waitFor({ state: 'hidden' });
  }

  /** Adds rows to the selection. */
  async select(...names: string[]): Promise<void> {
    for (const name of names) await this.#box(name).check();
  }

  /** Takes rows from the selection. */
  async unselect(...names: string[]): Promise<void> {
    for (const name of names) await this.#box(name).uncheck();
  }

  #box(name: string): Locator {
    return this.grid.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  /** Selects every row, once there are some. */
  async selectAll(): Promise<void> {
    await this.grid.getByRole('row').nth(1).waitFor();
    await this.grid.focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.grid.getByRole('checkbox', { name: 'Select all that is shown', checked: true }).waitFor();
  }

  /** What is done more seldom, to the selection or here. */
  get more(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: 'More', exact: true });
  }

  /** Opens a form for what is selected. */
  async choose(title: string): Promise<void> {
    await this.more.click();
    await this.page.getByRole('menuitem', { name: title }).click({ timeout: 15_000 });
    await this.dialog.waitFor();
  }

  /** Presses a button that is there for the selection. */
  async press(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name, exact: true }).click();
  }

  /** Asks for a delete and waits until all that would go has been counted. */
  async askToDelete(...names: string[]): Promise<void> {
    if (names.length > 0) await this.select(...names);
    await this.press('Delete');
    await this.dialog
      .getByText(/will be deleted\.$/u)
      .first()
      .waitFor();
  }

  async uploadFiles(paths: readonly string[]): Promise<void> {
    await (await this.#pick('Files…')).setFiles([...paths]);
  }

  async uploadFolder(path: string): Promise<void> {
    await (await this.#pick('A folder…')).setFiles(path);
  }

  /** Drags files and folders of this computer over the list and lets them fall. */
  async drop(paths: readonly string[]): Promise<void> {
    const box = (await this.grid.boundingBox())!;
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
    await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...place });
    await this.page.getByText(/^Drop to upload to/u).waitFor();
    await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...place });
    await session.send('Input.dispatchDragEvent', { type: 'drop', ...place });
    await session.detach();
  }

  async #pick(item: string): Promise<FileChooser> {
    await this.page.getByRole('button', { name: 'Upload', exact: true }).click();
    const chosen = this.page.waitForEvent('filechooser');
    await this.page.getByRole('menuitem', { name: item }).click();
    return chosen;
  }
}
