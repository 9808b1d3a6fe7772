import { parseArgs } from 'node:util';
import { keepHeapSmall } from './heap.ts';
import { startEmbeddedS3, type EmbeddedS3, type EmbeddedUser } from './server.ts';

/** `id:key:secret`, or `id/name:key:secret` for a user within an account; the secret may hold colons. */
function parseUser(text: string): EmbeddedUser {
  const [account = '', accessKeyId, ...secret] = text.split(':');
  const [id, userName] = account.split('/');
  if (!id || !accessKeyId || secret.length === 0) throw new Error('--user must be id:key:secret');
  const keys = { accessKeyId, secretAccessKey: secret.join(':') };
  return { ...keys, id, displayName: id, ...(userName !== undefined && userName !== '' && { userName }) };
}

/** `arn=url`. */
function parseEventUrl(text: string): [arn: string, url: string] {
  const equals = text.indexOf('=');
  const [arn, url] = [text.slice(0, equals), text.slice(equals + 1)];
  if (equals < 1 || !URL.canParse(url)) throw new Error('--event-url must be arn=url');
  return [arn, url];
}

function start(): Promise<EmbeddedS3> {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string', default: '0' },
      'website-port': { type: 'string' },
      'event-url': { type: 'string', multiple: true, default: [] },
      user: { type: 'string', multiple: true, default: [] },
      demo: { type: 'boolean', default: false },
      'fault-control': { type: 'boolean', default: false },
    },
  });
  const dataDir = values['data-dir'];
  if (dataDir === undefined) throw new Error('--data-dir must name the folder where the data lie');
  return startEmbeddedS3({
    dataDir,
    port: Number(values.port),
    ...(values['website-port'] !== undefined && { websitePort: Number(values['website-port']) }),
    eventUrls: Object.fromEntries(values['event-url'].map(parseEventUrl)),
    users: values.user.map(parseUser),
    demo: values.demo,
    faultControl: values['fault-control'],
    ...(values.host !== undefined && { host: values.host }),
  });
}

keepHeapSmall();
try {
  const server = await start();
  console.log(
    JSON.stringify({ url: server.url, ...(server.websiteUrl !== null && { websiteUrl: server.websiteUrl }) }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(`The embedded S3 endpoint did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
