import { actualHeaders } from '../cors/answer.ts';
import { S3Error } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { QueryParameters } from '../http/query.ts';
import type { S3Request } from '../http/request.ts';
import { requireBucket, type ObjectExchange, type Service } from '../operations/exchange.ts';
import { getObject } from '../operations/objects-read.ts';
import type { WebsiteConfiguration } from '../settings/website.ts';
import type { Bucket } from '../store/buckets.ts';
import { settingOf } from '../store/settings.ts';
import { errorPage } from './error-page.ts';
import { redirectOf, redirectOfAll, withIndex, type Redirect, type WebsiteRequest } from './routing.ts';

/** Headers that ask for less than the whole, which an error document always is. */
const partialHeaders = ['range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

interface Site {
  service: Service;
  bucket: Bucket;
  configuration: WebsiteConfiguration;
  request: S3Request;
  requestId: string;
}

/** The answer to an anonymous GET or HEAD of an object. Throws what S3 would refuse it with. */
function readObject({ service, bucket, request, requestId }: Site, key: string, headers = request.headers): Answer {
  // Nothing in the query string means anything to a website.
  const asked = { ...request, bucket: bucket.name, key, headers, query: new QueryParameters('') };
  const payload = { kind: 'plain' as const, sha256: null };
  const exchange: ObjectExchange = {
    service,
    requestId,
    request: asked,
    authentication: { user: null, payload, isPresigned: false },
    body: { request: asked, payload, sendContinue: () => undefined },
    operation: request.method === 'HEAD' ? 'HeadObject' : 'GetObject',
    bucket,
    key,
  };
  return getObject(exchange);
}

function close(answer: Answer): void {
  if (typeof answer.body === 'object') answer.body.done();
}

function redirected({ status, location }: Redirect): Answer {
  return { status, headers: { Location: location } };
}

/** An object of the site; one that says where else it is to be found redirects there. */
function showObject(site: Site, key: string): Answer {
  const answer = readObject(site, key);
  const { 'x-amz-website-redirect-location': location, ...headers } = answer.headers ?? {};
  if (location === undefined) return { ...answer, headers };
  close(answer);
  return redirected({ status: 301, location });
}

function exists(site: Site, key: string): boolean {
  try {
    close(readObject(site, key, withoutPartial(site.request)));
    return true;
  } catch (error) {
    if (error instanceof S3Error) return false;
    throw error;
  }
}

function withoutPartial({ headers }: S3Request): ReadonlyMap<string, string> {
  return new Map([...headers].filter(([name]) => !partialHeaders.includes(name)));
}

/** What is shown in place of what failed: a redirection, the bucket's error document, or S3's own page. */
function showError(site: Site, asked: WebsiteRequest, error: S3Error): Answer {
  if (error.status === 304) return { status: 304, headers: error.headers };
  const { configuration, requestId } = site;
  const redirect = redirectOf(configuration, asked, error.status);
  if (redirect) return redirected(redirect);
  if (configuration.errorKey === null || error.status === 412 || error.status === 416)
    return errorPage(error, requestId);
  try {
    const answer = readObject(site, configuration.errorKey, withoutPartial(site.request));
    return { ...answer, status: error.status };
  } catch (missing) {
    if (!(missing instanceof S3Error)) throw missing;
    return errorPage(error, requestId, missing);
  }
}

/** The object that is asked for, the way to the folder of its name, or what is shown in place of both. */
function showPage(site: Site, asked: WebsiteRequest): Answer {
  const { configuration } = site;
  try {
    return showObject(site, withIndex(configuration, asked.key));
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const isFolder = asked.key !== '' && !asked.key.endsWith('/');
    const isAbsent = error.status === 404 || error.status === 403;
    if (isFolder && isAbsent && exists(site, `${asked.key}/${configuration.indexSuffix ?? ''}`)) {
      const path = asked.key.split('/').map(encodeURIComponent).join('/');
      return redirected({ status: 302, location: `/${path}/` });
    }
    return showError(site, asked, error);
  }
}

/** Answers a request to a website; S3 User Guide, "Hosting a static website using Amazon S3". */
export function serveWebsite(service: Service, request: S3Request, asked: WebsiteRequest, requestId: string): Answer {
  const bucket = requireBucket(service, request.bucket ?? '');
  const configuration = settingOf(service.store.database, bucket, 'website');
  if (!configuration) throw new S3Error('NoSuchWebsiteConfiguration', { fields: { BucketName: bucket.name } });
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new S3Error('MethodNotAllowed', { fields: { Method: request.method, ResourceType: 'OBJECT' } });
  }
  const redirect = redirectOfAll(configuration, asked) ?? redirectOf(configuration, asked, null);
  const site = { service, bucket, configuration, request, requestId };
  const answer = redirect ? redirected(redirect) : showPage(site, asked);
  return { ...answer, headers: { ...actualHeaders(request, bucket), ...answer.headers } };
}
