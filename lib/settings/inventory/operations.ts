import 'server-only';
import {
  DeleteBucketInventoryConfigurationCommand,
  ListBucketInventoryConfigurationsCommand,
  PutBucketInventoryConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Connection } from '@/lib/s3/connection';
import { readSet, writeSet } from '../configuration-set';
import { defineOperations } from '../define';
import { inventory } from './setting';
import type { InventoryDocument } from './wire';

async function read({ client }: Connection, bucket: string): Promise<InventoryDocument | null> {
  const InventoryConfigurationList = await readSet(async (token) => {
    const page = await client.send(
      new ListBucketInventoryConfigurationsCommand({ Bucket: bucket, ...(token && { ContinuationToken: token }) }),
    );
    return {
      items: page.InventoryConfigurationList ?? [],
      next: page.NextContinuationToken,
      isTruncated: page.IsTruncated === true,
    };
  });
  return InventoryConfigurationList.length > 0 ? { InventoryConfigurationList } : null;
}

function write(
  connection: Connection,
  bucket: string,
  wanted: InventoryDocument,
  before: InventoryDocument | null,
): Promise<void> {
  const { client } = connection;
  return writeSet({ connection, bucket }, before?.InventoryConfigurationList ?? [], wanted.InventoryConfigurationList, {
    put: (item) =>
      client.send(
        new PutBucketInventoryConfigurationCommand({ Bucket: bucket, Id: item.Id, InventoryConfiguration: item }),
      ),
    remove: (id) => client.send(new DeleteBucketInventoryConfigurationCommand({ Bucket: bucket, Id: id })),
  });
}

export const inventorySetting = defineOperations(inventory, {
  read,
  absentCodes: ['NoSuchConfiguration'],
  write,
  remove: (connection, bucket, before) => write(connection, bucket, { InventoryConfigurationList: [] }, before),
});
