import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as sendRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryParameters } from './http/query.ts';
import type { EmbeddedOptions, EmbeddedUser } from './options.ts';
import { startEmbeddedS3, type EmbeddedS3 } from './server.ts';
import { canonicalRequest, scopeText, sign, signingKey, stringToSign } from './signature/canonical.ts';

export const main: EmbeddedUser = {
  accessKeyId: 'AKMAIN',
  secretAccessKey: 'main-secret',
  id: 'main',
  displayName: 'Main',
};
export const alt: EmbeddedUser = { accessKeyId: 'AKALT', secretAccessKey: 'alt-secret', id: 'alt', displayName: 'Alt' };

export interface Call {
  method?: string;
  /** Raw path and query, as they go over the wire. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** `null` sends no signature; the main user unless told. */
  as?: EmbeddedUser | null;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Code of an error document, else null. */
  code: string | null;
}

export interface TestEndpoint {
  server: EmbeddedS3;
  dataDir: string;
  /** Sends a request as it is written, signed in the header. Rejects when the connection breaks. */
  call(call: Call): Promise<Reply>;
  /** Removes the data folder too. */
  stop(): Promise<void>;
}

function splitTarget(path: string): { path: string; query: QueryParameters } {
  const [raw = '/', ...query] = path.split('?');
  return { path: decodeURIComponent(raw), query: new QueryParameters(query.join('?')) };
}

/** The headers of a call and its Authorization. The payload's hash is the true one unless the call states another. */
export function signCall(call: Call, user: EmbeddedUser, now = Date.now()): Record<string, string> {
  const dateTime = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = { date: dateTime.slice(0, 8), region: 'us-east-1' };
  const payloadHash =
    call.headers?.['x-amz-content-sha256'] ??
    createHash('sha256')
      .update(call.body ?? '')
      .digest('hex');
  const headers: Record<string, string> = {
    ...call.headers,
    'x-amz-date': dateTime,
    'x-amz-content-sha256': payloadHash,
  };
  if (user.sessionToken !== undefined) headers['x-amz-security-token'] = user.sessionToken;
  const { path, query } = splitTarget(call.path);
  const signedHeaders = Object.keys(headers).sort();
  const canonical = canonicalRequest({
    method: call.method ?? 'GET',
    path,
    query: query.entries,
    headers: new Map(Object.entries(headers)),
    signedHeaders,
    payloadHash,
  });
  const signature = sign(signingKey(user.secretAccessKey, scope), stringToSign(dateTime, scope, canonical));
  const credential = `${user.accessKeyId}/${scopeText(scope)}`;
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return headers;
}

function send(url: string, call: Call): Promise<Reply> {
  const { hostname, port } = new URL(url);
  const { method = 'GET', path, body = '', as = main } = call;
  const signed = { ...call, headers: { host: `${hostname}:${port}`, ...call.headers } };
  const headers = as === null ? signed.headers : signCall(signed, as);
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(body) };
    const sent = sendRequest(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? null;
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text, code });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** An endpoint of its own for a test, on a free port, with two accounts. */
export async function startTestEndpoint(options: Partial<EmbeddedOptions> = {}): Promise<TestEndpoint> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'cooper-embedded-')));
  const server = await startEmbeddedS3({ users: [main, alt], ...options, dataDir });
  return {
    server,
    dataDir,
    call: (call) => send(server.url, call),
    async stop() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
