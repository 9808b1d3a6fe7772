import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { openTestConnection } from '@/lib/testing/connections';
import { noDiary } from '@/lib/testing/no-diary';
import { readSetting, removeSetting } from '../operations';

const topics =
  '<NotificationConfiguration><TopicConfiguration><Id>one</Id><Topic>arn:aws:sns:default::t</Topic>' +
  '<Event>s3:ObjectCreated:*</Event></TopicConfiguration></NotificationConfiguration>';
const refusal = '<Error><Code>AccessDenied</Code><Message>Not yours.</Message></Error>';
const target = { connection: 'x', bucket: 'box', setting: 'notification' };

let folder: string;
let server: Server;
let connection: Connection;
let asked: string[];
let isRefused: boolean;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cooper-notification-'));
  process.env['COOPER_TRACE_FILE'] = join(folder, 'operations.jsonl');
  let document = topics;
  server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('content-type', 'application/xml');
    if (request.method !== 'DELETE') response.end(document);
    else if (isRefused) response.writeHead(403).end(refusal);
    else {
      document = '<NotificationConfiguration/>';
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const keys = { accessKeyId: 'a', secretAccessKey: 's' };
  connection = openTestConnection({
    ...{ name: 'ceph', provider: 'ceph', endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1' },
    ...{ main: keys, alt: keys },
  });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
});

async function remove(): Promise<unknown> {
  const reading = await readSetting(connection, target);
  return removeSetting(connection, { ...target, seen: 'seen' in reading ? reading.seen : '' }, noDiary);
}

it("Ceph's deletion of notifications has a name of its own in errors and traces", async () => {
  isRefused = true;
  await expect(remove()).rejects.toMatchObject({
    code: 'access-denied',
    s3: { code: 'AccessDenied', operation: 'DeleteBucketNotification' },
  });
  isRefused = false;
  expect(await remove()).toMatchObject({ kind: 'saved', reading: { state: 'absent' } });
  const deletions = asked.filter((line) => line.startsWith('DELETE'));
  expect(deletions).toEqual(['DELETE /box/?notification=', 'DELETE /box/?notification=']);
  const trace = readFileSync(join(folder, 'operations.jsonl'), 'utf8');
  expect(trace).toContain('"DeleteBucketNotification"');
  expect(trace).not.toContain('DeleteBucketCors');
});
