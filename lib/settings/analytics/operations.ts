import 'server-only';
import {
  DeleteBucketAnalyticsConfigurationCommand,
  ListBucketAnalyticsConfigurationsCommand,
  PutBucketAnalyticsConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Connection } from '@/lib/s3/connection';
import { readSet, writeSet } from '../configuration-set';
import { defineOperations } from '../define';
import { analytics } from './setting';
import type { AnalyticsDocument } from './wire';

async function read({ client }: Connection, bucket: string): Promise<AnalyticsDocument | null> {
  const AnalyticsConfigurationList = await readSet(async (token) => {
    const page = await client.send(
      new ListBucketAnalyticsConfigurationsCommand({ Bucket: bucket, ...(token && { ContinuationToken: token }) }),
    );
    return {
      items: page.AnalyticsConfigurationList ?? [],
      next: page.NextContinuationToken,
      isTruncated: page.IsTruncated === true,
    };
  });
  return AnalyticsConfigurationList.length > 0 ? { AnalyticsConfigurationList } : null;
}

function write(
  connection: Connection,
  bucket: string,
  wanted: AnalyticsDocument,
  before: AnalyticsDocument | null,
): Promise<void> {
  const { client } = connection;
  return writeSet({ connection, bucket }, before?.AnalyticsConfigurationList ?? [], wanted.AnalyticsConfigurationList, {
    put: (item) =>
      client.send(
        new PutBucketAnalyticsConfigurationCommand({ Bucket: bucket, Id: item.Id, AnalyticsConfiguration: item }),
      ),
    remove: (id) => client.send(new DeleteBucketAnalyticsConfigurationCommand({ Bucket: bucket, Id: id })),
  });
}

export const analyticsSetting = defineOperations(analytics, {
  read,
  absentCodes: ['NoSuchConfiguration'],
  write,
  remove: (connection, bucket, before) => write(connection, bucket, { AnalyticsConfigurationList: [] }, before),
});
