import { S3Error, invalidArgument } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { analyticsElement, parseAnalytics } from '../settings/analytics.ts';
import { intelligentTieringElement, parseIntelligentTiering } from '../settings/intelligent-tiering.ts';
import { inventoryElement, parseInventory } from '../settings/inventory.ts';
import { metricsElement, parseMetrics } from '../settings/metrics.ts';
import type { ConfigurationName, StoredConfigurations } from '../settings/stored.ts';
import {
  countConfigurations,
  pageConfigurations,
  readConfiguration,
  removeConfiguration,
  writeConfiguration,
} from '../store/configurations.ts';
import { writeXml, type XmlElements } from '../xml/write.ts';
import { requireText, type BucketExchange, type Handler } from './exchange.ts';

/** ListBucketMetricsConfigurations and its kin in the S3 API Reference: 100 a page, 1,000 a bucket. */
const pageSize = 100;
const maxConfigurations = 1000;

/** A setting of which a bucket may have many, each with an id. */
interface ConfigurationKind<Name extends ConfigurationName> {
  name: Name;
  /** Root elements of one and of a page. */
  root: string;
  listRoot: string;
  parse: (source: string) => StoredConfigurations[Name];
  element: (value: StoredConfigurations[Name]) => XmlElements;
}

function requireId({ request }: BucketExchange): string {
  const id = request.query.get('id') ?? '';
  if (!/^[\w.-]{1,64}$/.test(id)) throw invalidArgument('id', id, 'The specified configuration ID is invalid.');
  return id;
}

function readToken(token: string | undefined): string {
  if (token === undefined) return '';
  const id = Buffer.from(token, 'base64url').toString('utf8');
  if (Buffer.from(id).toString('base64url') !== token || id === '') {
    throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect');
  }
  return id;
}

function handlersOf<Name extends ConfigurationName>(
  kind: ConfigurationKind<Name>,
): Record<'get' | 'put' | 'remove' | 'list', Handler<BucketExchange>> {
  const { name } = kind;
  return {
    get(exchange): Answer {
      const { service, bucket } = exchange;
      const value = readConfiguration(service.store.database, bucket.id, name, requireId(exchange));
      if (!value) throw new S3Error('NoSuchConfiguration');
      return xmlAnswer(writeXml(kind.root, kind.element(value)));
    },
    async put(exchange): Promise<Answer> {
      const { database } = exchange.service.store;
      const [id, bucket] = [requireId(exchange), exchange.bucket.id];
      const value = kind.parse(await requireText(exchange));
      if (value.id !== id) throw new S3Error('IdMismatch');
      const isNew = readConfiguration(database, bucket, name, id) === null;
      if (isNew && countConfigurations(database, bucket, name) >= maxConfigurations) {
        throw new S3Error('TooManyConfigurations');
      }
      writeConfiguration(database, bucket, name, value);
      return { status: 200 };
    },
    remove(exchange): Answer {
      const { service, bucket } = exchange;
      if (!removeConfiguration(service.store.database, bucket.id, name, requireId(exchange))) {
        throw new S3Error('NoSuchConfiguration');
      }
      return { status: 204 };
    },
    list({ service, bucket, request }): Answer {
      const token = request.query.get('continuation-token');
      const after = readToken(token);
      const page = pageConfigurations(service.store.database, bucket.id, name, { after, limit: pageSize + 1 });
      const shown = page.slice(0, pageSize);
      const last = page.length > pageSize ? shown.at(-1) : undefined;
      return xmlAnswer(
        writeXml(kind.listRoot, {
          IsTruncated: last !== undefined,
          ContinuationToken: token,
          NextContinuationToken: last && Buffer.from(last.id).toString('base64url'),
          [kind.root]: shown.map(kind.element),
        }),
      );
    },
  };
}

export const analytics = handlersOf({
  name: 'analytics',
  root: 'AnalyticsConfiguration',
  listRoot: 'ListBucketAnalyticsConfigurationResult',
  parse: parseAnalytics,
  element: analyticsElement,
});
export const intelligentTiering = handlersOf({
  name: 'intelligentTiering',
  root: 'IntelligentTieringConfiguration',
  listRoot: 'ListBucketIntelligentTieringConfigurationsOutput',
  parse: parseIntelligentTiering,
  element: intelligentTieringElement,
});
export const inventory = handlersOf({
  name: 'inventory',
  root: 'InventoryConfiguration',
  listRoot: 'ListInventoryConfigurationsResult',
  parse: parseInventory,
  element: inventoryElement,
});
export const metrics = handlersOf({
  name: 'metrics',
  root: 'MetricsConfiguration',
  listRoot: 'ListMetricsConfigurationsResult',
  parse: parseMetrics,
  element: metricsElement,
});
