import type { AnalyticsConfiguration, AnalyticsFilter } from '@aws-sdk/client-s3';
import { fromFilter, toFilter, toTerraformFilter } from '../object-filter';
import type { Analytics } from './schema';

type Configuration = Analytics['configurations'][number];

/** The document as aws-cli lists it. */
export interface AnalyticsDocument {
  AnalyticsConfigurationList: AnalyticsConfiguration[];
}

function fromConfiguration({ Id, Filter, StorageClassAnalysis }: AnalyticsConfiguration): Configuration {
  const target = StorageClassAnalysis?.DataExport?.Destination?.S3BucketDestination;
  return {
    id: Id ?? '',
    filter: fromFilter(Filter),
    export: target
      ? {
          bucketArn: target.Bucket ?? '',
          accountId: target.BucketAccountId ?? null,
          prefix: target.Prefix ?? null,
        }
      : null,
  };
}

function toConfiguration({ id, filter, export: target }: Configuration): AnalyticsConfiguration {
  const Filter = toFilter(filter) as AnalyticsFilter | undefined;
  return {
    Id: id,
    ...(Filter && { Filter }),
    StorageClassAnalysis: {
      ...(target && {
        DataExport: {
          // The only version there is (API_StorageClassAnalysisDataExport).
          OutputSchemaVersion: 'V_1',
          Destination: {
            S3BucketDestination: {
              Format: 'CSV',
              Bucket: target.bucketArn,
              ...(target.accountId !== null && { BucketAccountId: target.accountId }),
              ...(target.prefix !== null && { Prefix: target.prefix }),
            },
          },
        },
      }),
    },
  };
}

export function fromWire({ AnalyticsConfigurationList }: AnalyticsDocument): Analytics {
  return { configurations: AnalyticsConfigurationList.map(fromConfiguration) };
}

export function toWire({ configurations }: Analytics): AnalyticsDocument {
  return { AnalyticsConfigurationList: configurations.map(toConfiguration) };
}

/** As `aws_s3_bucket_analytics_configuration` has a configuration. */
export function toTerraformBody({ Filter, StorageClassAnalysis }: AnalyticsConfiguration): unknown {
  const DataExport = StorageClassAnalysis?.DataExport;
  const { Bucket, ...target } = DataExport?.Destination?.S3BucketDestination ?? { Bucket: undefined };
  return {
    ...toTerraformFilter(Filter),
    ...(DataExport && {
      StorageClassAnalysis: {
        DataExport: { ...DataExport, Destination: { S3BucketDestination: { ...target, BucketArn: Bucket } } },
      },
    }),
  };
}
