import * as s3 from '@aws-sdk/client-s3';
import { beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, lendBucket, outcome } from './contract';

describe.each(testServers().map((server) => [server.name, server] as const))('settings on %s', (_name, server) => {
  let client: s3.S3Client;
  beforeAll(() => {
    client = createPlainClient(server);
  });

  const inBucket = <Value>(work: (bucket: string) => Promise<Value>) =>
    lendBucket(createTestBucket(client, 'settings'), work, (name) => removeTestBucket(client, name));

  declarePromises(server, 'settings', (promise) => {
    const policyFor = (bucket: string, Principal: unknown = '*') =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }],
      });
    promise(
      'a policy is absent, kept word for word, and absent again',
      () =>
        inBucket(async (Bucket) => {
          const get = () => client.send(new s3.GetBucketPolicyCommand({ Bucket }));
          const before = await outcome(get());
          await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: policyFor(Bucket) }));
          const kept = (await get()).Policy === policyFor(Bucket);
          await client.send(new s3.DeleteBucketPolicyCommand({ Bucket }));
          return [before, kept, await outcome(get())];
        }),
      ['404 NoSuchBucketPolicy', true, '404 NoSuchBucketPolicy'],
    );

    promise(
      'a policy is public or not',
      () =>
        inBucket(async (Bucket) => {
          const read = async (Principal: unknown) => {
            await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: policyFor(Bucket, Principal) }));
            return (await client.send(new s3.GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic;
          };
          return [await read('*'), await read({ AWS: 'arn:aws:iam:::user/alt' })];
        }),
      [true, false],
    );

    promise(
      'a bucket without a policy has no status of one',
      () => inBucket((Bucket) => outcome(client.send(new s3.GetBucketPolicyStatusCommand({ Bucket })))),
      '404 NoSuchBucketPolicy',
    );

    promise(
      'a policy is refused when it is wrong',
      () =>
        inBucket(async (Bucket) => {
          const put = (Policy: string) => outcome(client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy })));
          return [
            await put('no policy'),
            await put(policyFor(Bucket).replace('s3:GetObject', 's3:FetchObject')),
            await put(policyFor('another-bucket')),
          ];
        }),
      ['400 MalformedPolicy', '400 MalformedPolicy', '400 MalformedPolicy'],
    );

    const site = {
      IndexDocument: { Suffix: 'index.html' },
      ErrorDocument: { Key: 'error.html' },
      RoutingRules: [{ Condition: { KeyPrefixEquals: 'old/' }, Redirect: { ReplaceKeyPrefixWith: 'new/' } }],
    };
    const siteOf = async (Bucket: string) => {
      const { IndexDocument, ErrorDocument, RoutingRules } = await client.send(
        new s3.GetBucketWebsiteCommand({ Bucket }),
      );
      return { IndexDocument, ErrorDocument, RoutingRules };
    };
    promise(
      'a website is absent, kept, and absent again',
      () =>
        inBucket(async (Bucket) => {
          const before = await outcome(siteOf(Bucket));
          await client.send(new s3.PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration: site }));
          const kept = await siteOf(Bucket);
          await client.send(new s3.DeleteBucketWebsiteCommand({ Bucket }));
          return [before, kept, await outcome(siteOf(Bucket))];
        }),
      ['404 NoSuchWebsiteConfiguration', site, '404 NoSuchWebsiteConfiguration'],
    );

    promise(
      'a website may send everybody elsewhere',
      () =>
        inBucket(async (Bucket) => {
          const RedirectAllRequestsTo = { HostName: 'example.com', Protocol: 'https' as const };
          const WebsiteConfiguration = { RedirectAllRequestsTo };
          await client.send(new s3.PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));
          return (await client.send(new s3.GetBucketWebsiteCommand({ Bucket }))).RedirectAllRequestsTo;
        }),
      { HostName: 'example.com', Protocol: 'https' },
    );

    promise(
      'a website is refused when it is wrong',
      () =>
        inBucket(async (Bucket) => {
          const put = (WebsiteConfiguration: s3.WebsiteConfiguration) =>
            outcome(client.send(new s3.PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration })));
          const { IndexDocument } = site;
          return [
            await put({ IndexDocument: { Suffix: 'a/b' } }),
            await put({ ErrorDocument: { Key: 'e' } }),
            await put({ IndexDocument, RoutingRules: [{ Condition: {}, Redirect: { HostName: 'h' } }] }),
            await put({ IndexDocument, RoutingRules: [{ Redirect: { HostName: 'h', HttpRedirectCode: '200' } }] }),
          ];
        }),
      ['400 InvalidArgument', '400 InvalidArgument', '400 InvalidRequest', '400 InvalidRequest'],
    );

    promise(
      'encryption is absent, kept, and absent again',
      () =>
        inBucket(async (Bucket) => {
          const read = () => client.send(new s3.GetBucketEncryptionCommand({ Bucket }));
          const before = await outcome(read());
          const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: 'key' };
          const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: true }];
          const put = new s3.PutBucketEncryptionCommand({
            Bucket,
            ServerSideEncryptionConfiguration: { Rules },
          });
          const done = await outcome(client.send(put));
          const rule = (await read()).ServerSideEncryptionConfiguration?.Rules?.[0];
          await client.send(new s3.DeleteBucketEncryptionCommand({ Bucket }));
          const isLeft = await outcome(client.send(new s3.HeadBucketCommand({ Bucket })));
          const kept = [rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, rule?.BucketKeyEnabled];
          return [before, done, kept, isLeft, isLeft === 'ok' ? await outcome(read()) : null];
        }),
      [
        '404 ServerSideEncryptionConfigurationNotFoundError',
        'ok',
        ['aws:kms', true],
        'ok',
        '404 ServerSideEncryptionConfigurationNotFoundError',
      ],
    );

    promise(
      'a public access block is absent, kept, and absent again',
      () =>
        inBucket(async (Bucket) => {
          const get = () => client.send(new s3.GetPublicAccessBlockCommand({ Bucket }));
          const before = await outcome(get());
          const PublicAccessBlockConfiguration = { BlockPublicAcls: true, RestrictPublicBuckets: true };
          await client.send(new s3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
          const kept = (await get()).PublicAccessBlockConfiguration;
          await client.send(new s3.DeletePublicAccessBlockCommand({ Bucket }));
          return [before, kept, await outcome(get())];
        }),
      [
        '404 NoSuchPublicAccessBlockConfiguration',
        { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: true },
        '404 NoSuchPublicAccessBlockConfiguration',
      ],
    );

    promise(
      'ownership controls are absent, kept, and absent again',
      () =>
        inBucket(async (Bucket) => {
          const get = () => client.send(new s3.GetBucketOwnershipControlsCommand({ Bucket }));
          const before = await outcome(get());
          const OwnershipControls = { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' as const }] };
          const put = await outcome(
            client.send(new s3.PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls })),
          );
          const kept = (await get()).OwnershipControls?.Rules?.[0]?.ObjectOwnership;
          await client.send(new s3.DeleteBucketOwnershipControlsCommand({ Bucket }));
          const isLeft = await outcome(client.send(new s3.HeadBucketCommand({ Bucket })));
          return [before, put, kept, isLeft, isLeft === 'ok' ? await outcome(get()) : null];
        }),
      ['404 OwnershipControlsNotFoundError', 'ok', 'BucketOwnerPreferred', 'ok', '404 OwnershipControlsNotFoundError'],
    );

    promise(
      'a bucket is made with the ownership it is asked for',
      async () => {
        const Bucket = `t-owned-${Date.now().toString(36)}`;
        await client.send(new s3.CreateBucketCommand({ Bucket, ObjectOwnership: 'BucketOwnerEnforced' }));
        const found = await client.send(new s3.GetBucketOwnershipControlsCommand({ Bucket }));
        await removeTestBucket(client, Bucket);
        return found.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
      },
      'BucketOwnerEnforced',
    );

    promise(
      'requests are paid by the owner unless the requester is told to',
      () =>
        inBucket(async (Bucket) => {
          const get = async () => (await client.send(new s3.GetBucketRequestPaymentCommand({ Bucket }))).Payer;
          const put = (Payer: s3.Payer) =>
            client.send(new s3.PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration: { Payer } }));
          const before = await get();
          await put('Requester');
          return [before, await get(), await outcome(put('Nobody' as s3.Payer))];
        }),
      ['BucketOwner', 'Requester', '400 MalformedXML'],
    );

    promise(
      'logging is off, turned on, and off again',
      () =>
        inBucket((Bucket) =>
          inBucket(async (TargetBucket) => {
            const get = async () => {
              return (await client.send(new s3.GetBucketLoggingCommand({ Bucket }))).LoggingEnabled?.TargetPrefix;
            };
            const put = (BucketLoggingStatus: s3.BucketLoggingStatus) =>
              outcome(client.send(new s3.PutBucketLoggingCommand({ Bucket, BucketLoggingStatus })));
            return [
              await get(),
              await put({ LoggingEnabled: { TargetBucket, TargetPrefix: 'logs/' } }),
              await get(),
              await put({ LoggingEnabled: { TargetBucket: `${TargetBucket}-not`, TargetPrefix: '' } }),
              await put({}),
              await get(),
            ];
          }),
        ),
      [undefined, 'ok', 'logs/', '400 InvalidTargetBucketForLogging', 'ok', undefined],
    );

    promise(
      'acceleration is kept',
      () =>
        inBucket(async (Bucket) => {
          const get = async () =>
            (await client.send(new s3.GetBucketAccelerateConfigurationCommand({ Bucket }))).Status;
          const put = (Status: s3.BucketAccelerateStatus) =>
            outcome(
              client.send(
                new s3.PutBucketAccelerateConfigurationCommand({ Bucket, AccelerateConfiguration: { Status } }),
              ),
            );
          return [await get(), await put('Enabled'), await get(), await put('Suspended'), await get()];
        }),
      [undefined, 'ok', 'Enabled', 'ok', 'Suspended'],
    );
  });
});
