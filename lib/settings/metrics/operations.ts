import 'server-only';
import {
  DeleteBucketMetricsConfigurationCommand,
  ListBucketMetricsConfigurationsCommand,
  PutBucketMetricsConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Connection } from '@/lib/s3/connection';
import { readSet, writeSet } from '../configuration-set';
import { defineOperations } from '../define';
import { metrics } from './setting';
import type { MetricsDocument } from './wire';

async function read({ client }: Connection, bucket: string): Promise<MetricsDocument | null> {
  const MetricsConfigurationList = await readSet(async (token) => {
    const page = await client.send(
      new ListBucketMetricsConfigurationsCommand({ Bucket: bucket, ...(token && { ContinuationToken: token }) }),
    );
    return {
      items: page.MetricsConfigurationList ?? [],
      next: page.NextContinuationToken,
      isTruncated: page.IsTruncated === true,
    };
  });
  return MetricsConfigurationList.length > 0 ? { MetricsConfigurationList } : null;
}

function write(
  connection: Connection,
  bucket: string,
  wanted: MetricsDocument,
  before: MetricsDocument | null,
): Promise<void> {
  const { client } = connection;
  return writeSet({ connection, bucket }, before?.MetricsConfigurationList ?? [], wanted.MetricsConfigurationList, {
    put: (item) =>
      client.send(
        new PutBucketMetricsConfigurationCommand({ Bucket: bucket, Id: item.Id, MetricsConfiguration: item }),
      ),
    remove: (id) => client.send(new DeleteBucketMetricsConfigurationCommand({ Bucket: bucket, Id: id })),
  });
}

export const metricsSetting = defineOperations(metrics, {
  read,
  absentCodes: ['NoSuchConfiguration'],
  write,
  remove: (connection, bucket, before) => write(connection, bucket, { MetricsConfigurationList: [] }, before),
});
