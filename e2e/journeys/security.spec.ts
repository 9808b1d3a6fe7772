import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { connections } from '../console-configuration.ts';
import { readTestEnvironment } from '../environment.ts';
import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

interface Action {
  id: string;
  /** `lib/objects/actions.ts deleteKeys` */
  name: string;
}

/** Every action the build answers to, as its own manifest lists them. */
function readActions(): Action[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string }>;
  };
  return Object.entries(manifest.node).map(([id, { filename, exportedName }]) => ({
    id,
    name: `${filename} ${exportedName}`,
  }));
}

interface Answer {
  status: number;
  text: string;
}

/** Calls an action as any HTTP client can, with whatever Host it likes. The answer is a React stream of rows. */
function call(action: Action, input: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const url = new URL('/sign-in', readTestEnvironment().consoleUrl);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers: { 'Next-Action': action.id, 'Content-Type': 'text/plain;charset=UTF-8', ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify([input]));
  });
}

function toErrorCode({ text }: Answer): string {
  return /"ok":false,"error":\{"code":"([\w-]+)"/u.exec(text)?.[1] ?? `no refusal in: ${text.slice(0, 300)}`;
}

/** A host name under which nobody is on this machine, so that even keys kept on the server do not serve. */
const foreign = { Host: 'console.example' };

/** Acts outside any connection's session look at their input first; they refuse all the same. */
const outside = ['signIn', 'signOut', 'listConnections'].map((name) => `lib/connections/actions.ts ${name}`);

const actions = readActions();

test('every exported action is known to the build', () => {
  const exported = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('actions.ts'))
    .flatMap((file) => {
      const names = readFileSync(join('lib', file), 'utf8').matchAll(/^export async function (\w+)/gmu);
      return [...names].map(([, name]) => `lib/${file} ${name}`);
    });
  expect(actions.map(({ name }) => name).toSorted()).toEqual(exported.toSorted());
  expect(actions.length).toBeGreaterThan(10);
});

for (const action of actions) {
  test(`nobody calls ${action.name} without a session`, async () => {
    const expected = outside.includes(action.name) ? ['session-ended', 'invalid-input'] : ['session-ended'];
    const { signIn, open, readOnly } = connections;
    for (const connection of [signIn.id, open.id, readOnly.id, 'no-such-connection', '', undefined]) {
      expect(expected).toContain(toErrorCode(await call(action, { connection, bucket: 'b', key: 'k' }, foreign)));
    }
    expect(expected).toContain(toErrorCode(await call(action, null, foreign)));
  });
}

/** Actions that change nothing, or only what their input says (below); every other one must be refused on a read-only connection. */
const readers = [
  'lib/access/actions.ts probeAnonymously',
  'lib/access/actions.ts readEffectiveAccess',
  'lib/buckets/actions.ts listBuckets',
  'lib/buckets/actions.ts readBucketContents',
  'lib/connections/actions.ts checkHealth',
  'lib/cors/actions.ts signBrowserTest',
  'lib/cors/actions.ts testCors',
  'lib/incomplete-uploads/actions.ts listUploads',
  'lib/incomplete-uploads/actions.ts measureUploads',
  'lib/lifecycle/actions.ts countWhatRuleTouches',
  ...['startJob', 'pauseJob', 'resumeJob', 'cancelJob', 'retryFailures'].map((name) => `lib/jobs/actions.ts ${name}`),
  'lib/jobs/actions.ts planStep',
  'lib/jobs/actions.ts readDuplicates',
  'lib/jobs/actions.ts readFailures',
  'lib/jobs/actions.ts readFindings',
  'lib/jobs/actions.ts readJob',
  'lib/jobs/actions.ts readJobs',
  'lib/jobs/actions.ts readTallies',
  'lib/object-properties/actions.ts readAccess',
  'lib/object-properties/actions.ts readAttributes',
  'lib/object-properties/actions.ts readLock',
  'lib/object-properties/actions.ts readTags',
  'lib/object-properties/actions.ts readTorrent',
  'lib/objects/actions.ts countPrefix',
  'lib/objects/actions.ts readObjectDetails',
  'lib/objects/actions.ts readVersioning',
  'lib/objects/actions.ts signDownload',
  'lib/objects/actions.ts walkListing',
  'lib/policy/actions.ts readPolicySurroundings',
  'lib/search/actions.ts walkSearch',
  'lib/settings/actions.ts compareSettings',
  'lib/settings/actions.ts readSetting',
  'lib/settings/actions.ts readSettingHistory',
  'lib/settings/actions.ts readSettings',
  'lib/sharing/actions.ts createLink',
  'lib/previews/actions.ts openPreview',
  'lib/previews/actions.ts signThumbnails',
  'lib/uploads/actions.ts checkCors',
  'lib/uploads/actions.ts findExisting',
  'lib/uploads/actions.ts listParts',
  'lib/versions/actions.ts countOlderVersions',
  'lib/versions/actions.ts planReturn',
  'lib/versions/actions.ts readTimeline',
  'lib/versions/actions.ts walkVersions',
  'lib/website/actions.ts checkWebsite',
];

for (const action of actions.filter(({ name }) => ![...readers, ...outside].includes(name))) {
  test(`a read-only connection refuses ${action.name}`, async () => {
    expect(toErrorCode(await call(action, { connection: connections.readOnly.id }))).toBe('read-only');
  });
}

test('a read-only connection gives no link to write by', async () => {
  const action = actions.find(({ name }) => name.endsWith(' createLink'))!;
  const link = { connection: connections.readOnly.id, bucket: 'b', key: 'k', method: 'PUT', lifetimeSeconds: 60 };
  expect(toErrorCode(await call(action, link))).toBe('read-only');
});

test('a read-only connection starts no job that writes', async () => {
  const { readOnly, open } = connections;
  const start = async (name: string, kind: string, input: object): Promise<string> => {
    const action = actions.find((each) => each.name.endsWith(` ${name}`))!;
    const job = { connection: readOnly.id, kind, input: { bucket: 'b', ...input }, plan: null, cursor: null };
    return toErrorCode(await call(action, job));
  };
  const deleted = { objects: [], versions: [], prefixes: [''], scope: 'objects', removeBucket: true };
  const inventory = { prefix: '', depth: 1, versions: false, duplicates: false };
  const to = { connection: readOnly.id, bucket: 'b', prefix: '' };
  for (const name of ['startJob', 'planStep']) {
    expect(await start(name, 'delete', { ...deleted, bypassGovernance: false })).toBe('read-only');
    expect(await start(name, 'inventory', { ...inventory, to })).toBe('read-only');
  }
  // What another connection allows is no way around it.
  const disguised = { ...deleted, bypassGovernance: false, connection: open.id };
  expect(await start('startJob', 'delete', disguised)).toBe('read-only');
});

test('the session of one connection opens no other', async ({ signedIn }) => {
  const cookies = await signedIn.context().cookies();
  const session = cookies.find(({ name }) => name.startsWith('cooper.'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  const listBuckets = actions.find(({ name }) => name.endsWith(' listBuckets'))!;
  const ask = (connection: string, name: string): Promise<Answer> =>
    call(listBuckets, { connection, continuation: null }, { ...foreign, Cookie: `${name}=${session!.value}` });

  const own = await ask(connections.signIn.id, session!.name);
  expect(own.text).toContain('"ok":true');
  const otherName = session!.name.replace(
    /\.[^.]+\.0$/u,
    `.${Buffer.from(connections.open.id).toString('base64url')}.0`,
  );
  expect(toErrorCode(await ask(connections.open.id, otherName))).toBe('session-ended');
});

test('a request from another origin is not answered', async () => {
  const listBuckets = actions.find(({ name }) => name.endsWith(' listBuckets'))!;
  const input = { connection: connections.open.id, continuation: null };
  for (const Origin of ['https://evil.example', 'null']) {
    const { status, text } = await call(listBuckets, input, { Origin });
    expect(status).toBe(500);
    expect(text).not.toContain('"ok":true');
  }
});

test('no secret reaches the browser: not in pages, their data, scripts, cookies or storage', async ({
  page,
  server,
  bucket,
}) => {
  const bodies: string[] = [];
  page.on('response', (response) => {
    void response.text().then(
      (text) => bodies.push(text),
      () => undefined, // redirects have no body
    );
  });
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(server.main);
  for (const connection of [connections.signIn.id, connections.open.id]) {
    await page.goto(`/c/${connection}`);
    await expect(page.getByRole('link', { name: bucket }).first()).toBeVisible();
    await page.goto(`/c/${connection}/b/${bucket}`);
    await expect(page.getByRole('grid')).toBeVisible();
  }
  const storage = await page.evaluate(() =>
    [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie].join('\n'),
  );
  const everything = [...bodies, await page.content(), storage].join('\n');
  expect(everything).toContain(server.main.accessKeyId);
  expect(everything).not.toContain(server.main.secretAccessKey);
});

test('pages carry a strict policy and run under it', async ({ page }) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  const response = await page.goto(`/c/${connections.open.id}`);
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/u);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/u);
  expect(policy).toContain("frame-ancestors 'none'");
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  expect(violations).toEqual([]);
});
