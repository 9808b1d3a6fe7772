import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { getEndpoint, type Connection } from './connection.ts';
import { readSigningRegion } from './presign.ts';

const timeoutMilliseconds = 5_000;

/** As much of a body as is looked at; the rest is not read. */
const maxBodyBytes = 4096;

export interface UnsignedRequest {
  /** Nothing that writes. */
  method: 'GET' | 'HEAD' | 'OPTIONS';
  /** An `http` or `https` address; its path is sent as it stands, dot segments and all. */
  address: string;
  headers?: Record<string, string>;
}

export interface UnsignedAnswer {
  status: number;
  headers: Headers;
  /** The first 4 KiB, as text. */
  beginning: string;
}

/** Scheme, host with port, and the rest. `URL` would fold dot segments, which keys may have. */
const addressPattern = /^(https?):\/\/([^/:?]+|\[[^\]]+\])(?::(\d+))?([/?].*)?$/u;

/** Browsers take names below `localhost` for this machine, as RFC 6761 (section 6.3) has it; resolvers often know none. */
function toReachableHost(host: string): string {
  return host.endsWith('.localhost') ? '127.0.0.1' : host;
}

/**
 * One request without keys, to an address the caller made of a connection: no redirect is followed. `null`: no answer, so
 * nothing is known.
 */
export function sendUnsigned(connection: Connection, request: UnsignedRequest): Promise<UnsignedAnswer | null> {
  const [, scheme, host = '', port, rest = '/'] = addressPattern.exec(request.address) ?? [];
  if (scheme === undefined) return Promise.resolve(null);
  const { httpAgent, httpsAgent } = getEndpoint(connection.settings).agents;
  const isSecure = scheme === 'https';
  const options = {
    method: request.method,
    host: toReachableHost(host.replace(/^\[|\]$/gu, '')),
    ...(port !== undefined && { port }),
    path: rest.startsWith('/') ? rest : `/${rest}`,
    agent: isSecure ? httpsAgent : httpAgent,
    timeout: timeoutMilliseconds,
    headers: { host: port === undefined ? host : `${host}:${port}`, ...request.headers },
  };
  return new Promise((resolve) => {
    const sent = (isSecure ? httpsRequest : httpRequest)(options, (response) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(response.headersDistinct)) headers.set(name, (value ?? []).join(','));
      let beginning = '';
      const finish = (): void => resolve({ status: response.statusCode ?? 0, headers, beginning });
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        beginning += text;
        if (beginning.length < maxBodyBytes) return;
        beginning = beginning.slice(0, maxBodyBytes);
        finish();
        response.destroy();
      });
      response.on('end', finish);
      response.on('error', finish);
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(null));
    sent.end();
  });
}

/** Drops what signs an address, and the SDK's own mark. */
function stripSignature(address: string): string {
  const [place = '', query = ''] = address.split('?', 2);
  const kept = query.split('&').filter((pair) => pair !== '' && !/^x-(?:amz-|id=)/iu.test(pair));
  return kept.length === 0 ? place : `${place}?${kept.join('&')}`;
}

/**
 * Address of an object at the connection's own endpoint, or, for `key` `null`, of a listing of one key; without anything
 * that would prove who asks.
 */
export async function toUnsignedAddress(connection: Connection, bucket: string, key: string | null): Promise<string> {
  const { settings } = connection;
  // Where buckets have regions of their own there is one address for everybody.
  const client =
    settings.publicEndpoint === settings.endpoint
      ? connection.signer(await readSigningRegion(connection, bucket))
      : connection.client;
  const command =
    key === null
      ? new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 })
      : new GetObjectCommand({ Bucket: bucket, Key: key });
  return stripSignature(await getSignedUrl(client, command as GetObjectCommand, { expiresIn: 60 }));
}
