import { readDocument } from '../xml/element.ts';
import type { XmlElements } from '../xml/write.ts';
import { objectFilterElement, parseObjectFilter, type ObjectFilter } from './object-filter.ts';

/** Request metrics of some objects; PutBucketMetricsConfiguration in the S3 API Reference. */
export interface MetricsConfiguration {
  id: string;
  /** `null` for the whole bucket. */
  filter: ObjectFilter | null;
}

export function parseMetrics(source: string): MetricsConfiguration {
  return readDocument(source, 'MetricsConfiguration', (root) => ({
    id: root.requiredText('Id'),
    filter: root.optional('Filter', (filter) => parseObjectFilter(filter, { nameAccessPoint: true })),
  }));
}

export function metricsElement({ id, filter }: MetricsConfiguration): XmlElements {
  return { Id: id, Filter: filter ? objectFilterElement(filter) : undefined };
}
