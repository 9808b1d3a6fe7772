import { readDocument, type ElementReader } from '../xml/element.ts';
import type { XmlElements } from '../xml/write.ts';
import { requireReportBucket } from './bucket-arn.ts';
import { objectFilterElement, parseObjectFilter, type ObjectFilter } from './object-filter.ts';

export interface AnalyticsExport {
  /** ARN of the bucket that the CSV files go to. */
  bucketArn: string;
  accountId: string | null;
  prefix: string | null;
}

/** Storage class analysis; PutBucketAnalyticsConfiguration in the S3 API Reference. */
export interface AnalyticsConfiguration {
  id: string;
  /** `null` for the whole bucket. */
  filter: ObjectFilter | null;
  /** `null` when results are not exported. */
  export: AnalyticsExport | null;
}

function parseDestination(element: ElementReader): AnalyticsExport {
  element.requiredChoice('Format', ['CSV']);
  return {
    accountId: element.text('BucketAccountId'),
    bucketArn: element.requiredText('Bucket'),
    prefix: element.text('Prefix'),
  };
}

function parseExport(element: ElementReader): AnalyticsExport {
  element.requiredChoice('OutputSchemaVersion', ['V_1']);
  return element.required('Destination', (destination) =>
    destination.required('S3BucketDestination', parseDestination),
  );
}

export function parseAnalytics(source: string): AnalyticsConfiguration {
  const analytics = readDocument(source, 'AnalyticsConfiguration', (root) => ({
    id: root.requiredText('Id'),
    filter: root.optional('Filter', (filter) => parseObjectFilter(filter)),
    export: root.required('StorageClassAnalysis', (analysis) => analysis.optional('DataExport', parseExport)),
  }));
  if (analytics.export) requireReportBucket(analytics.export.bucketArn);
  return analytics;
}

function exportElement({ bucketArn, accountId, prefix }: AnalyticsExport): XmlElements {
  return {
    OutputSchemaVersion: 'V_1',
    Destination: {
      S3BucketDestination: {
        Format: 'CSV',
        BucketAccountId: accountId ?? undefined,
        Bucket: bucketArn,
        Prefix: prefix ?? undefined,
      },
    },
  };
}

export function analyticsElement(analytics: AnalyticsConfiguration): XmlElements {
  return {
    Id: analytics.id,
    Filter: analytics.filter ? objectFilterElement(analytics.filter) : undefined,
    StorageClassAnalysis: { DataExport: analytics.export ? exportElement(analytics.export) : undefined },
  };
}
