import { createHash, createHmac } from 'node:crypto';
import type { TestServer } from './servers.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Headers of a signed POST to `/` (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html). */
function signPost({ endpoint, region, main }: TestServer, body: string): Record<string, string> {
  const { host } = new URL(endpoint);
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  const scope = [time.slice(0, 8), region, 's3', 'aws4_request'];
  const headers = { host, 'x-amz-content-sha256': sha256(body), 'x-amz-date': time };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${main.secretAccessKey}`);
  const credential = `Credential=${main.accessKeyId}/${scope.join('/')}`;
  const signature = `Signature=${hmac(key, toSign).toString('hex')}`;
  return { ...headers, authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, ${signature}` };
}

/**
 * A topic that events of this server's buckets can be sent to, by its ARN. Ceph makes its own, by the CreateTopic of SNS at
 * the endpoint of S3 (https://docs.ceph.com/en/pacific/radosgw/notifications/#create-a-topic); others take any ARN.
 */
export async function createTestTopic(server: TestServer, name: string): Promise<string> {
  if (server.provider !== 'ceph') return `arn:aws:sns:us-east-1:111122223333:${name}`;
  const body = new URLSearchParams({ Action: 'CreateTopic', Name: name }).toString();
  const headers = { ...signPost(server, body), 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(server.endpoint, { method: 'POST', headers, body });
  const text = await response.text();
  const [, arn] = /<TopicArn>(.*?)<\/TopicArn>/u.exec(text) ?? [];
  if (!arn) throw new Error(`CreateTopic was answered with ${response.status}: ${text}`);
  return arn;
}
