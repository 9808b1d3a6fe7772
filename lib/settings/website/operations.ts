import 'server-only';
import { DeleteBucketWebsiteCommand, GetBucketWebsiteCommand, PutBucketWebsiteCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { website } from './setting';

export const websiteSetting = defineOperations(website, {
  async read({ client }, bucket) {
    const { IndexDocument, ErrorDocument, RedirectAllRequestsTo, RoutingRules } = await client.send(
      new GetBucketWebsiteCommand({ Bucket: bucket }),
    );
    // Some servers answer an empty document where nothing is configured.
    if (!IndexDocument && !RedirectAllRequestsTo) return null;
    return { IndexDocument, ErrorDocument, RedirectAllRequestsTo, RoutingRules };
  },
  absentCodes: ['NoSuchWebsiteConfiguration'],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketWebsiteCommand({ Bucket: bucket, WebsiteConfiguration: wire })),
  remove: ({ client }, bucket) => client.send(new DeleteBucketWebsiteCommand({ Bucket: bucket })),
});
