import 'server-only';
import {
  DeleteBucketIntelligentTieringConfigurationCommand,
  ListBucketIntelligentTieringConfigurationsCommand,
  PutBucketIntelligentTieringConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Connection } from '@/lib/s3/connection';
import { readSet, writeSet } from '../configuration-set';
import { defineOperations } from '../define';
import { intelligentTiering } from './setting';
import type { IntelligentTieringDocument } from './wire';

async function read({ client }: Connection, bucket: string): Promise<IntelligentTieringDocument | null> {
  const IntelligentTieringConfigurationList = await readSet(async (token) => {
    const page = await client.send(
      new ListBucketIntelligentTieringConfigurationsCommand({
        Bucket: bucket,
        ...(token && { ContinuationToken: token }),
      }),
    );
    return {
      items: page.IntelligentTieringConfigurationList ?? [],
      next: page.NextContinuationToken,
      isTruncated: page.IsTruncated === true,
    };
  });
  return IntelligentTieringConfigurationList.length > 0 ? { IntelligentTieringConfigurationList } : null;
}

function write(
  connection: Connection,
  bucket: string,
  wanted: IntelligentTieringDocument,
  before: IntelligentTieringDocument | null,
): Promise<void> {
  const { client } = connection;
  return writeSet(
    { connection, bucket },
    before?.IntelligentTieringConfigurationList ?? [],
    wanted.IntelligentTieringConfigurationList,
    {
      put: (item) =>
        client.send(
          new PutBucketIntelligentTieringConfigurationCommand({
            Bucket: bucket,
            Id: item.Id,
            IntelligentTieringConfiguration: item,
          }),
        ),
      remove: (id) => client.send(new DeleteBucketIntelligentTieringConfigurationCommand({ Bucket: bucket, Id: id })),
    },
  );
}

export const intelligentTieringSetting = defineOperations(intelligentTiering, {
  read,
  absentCodes: ['NoSuchConfiguration'],
  write,
  remove: (connection, bucket, before) =>
    write(connection, bucket, { IntelligentTieringConfigurationList: [] }, before),
});
