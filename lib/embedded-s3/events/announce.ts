import type { BucketExchange, Service } from '../operations/exchange.ts';
import type { NotificationConfiguration } from '../settings/notification.ts';
import type { Bucket } from '../store/buckets.ts';
import { settingOf } from '../store/settings.ts';
import { eventMessage, testMessage, wants, type EventOrigin, type ObjectEvent } from './record.ts';

/** Tells the targets of a bucket that want to hear of it what happened to an object. */
export function announceFrom(
  { store, events, now }: Pick<Service, 'store' | 'events' | 'now'>,
  bucket: Bucket,
  origin: EventOrigin,
  event: ObjectEvent,
): void {
  const configuration = settingOf(store.database, bucket, 'notification');
  for (const target of configuration?.targets ?? []) {
    if (wants(target, event)) events.send(target.arn, eventMessage(bucket, target, event, origin, now()));
  }
}

/** As `announceFrom`, for what a request did. */
export function announce(
  exchange: BucketExchange,
  event: Omit<ObjectEvent, 'versionId'> & { versionId: string },
): void {
  const { service, bucket, request, requestId, authentication } = exchange;
  const origin = {
    principalId: authentication.user ? `AWS:${authentication.user.id}` : 'Anonymous',
    sourceIp: request.incoming.socket.remoteAddress ?? '',
    requestId,
  };
  const versionId = bucket.versioning === null ? null : event.versionId;
  announceFrom(service, bucket, origin, { ...event, versionId });
}

/** Sends a test event to the targets that are being put on a bucket, as S3 does to see that they are there. */
export function greetTargets(
  { targets }: NotificationConfiguration,
  { service, bucket, requestId }: BucketExchange,
): void {
  for (const { arn } of targets) service.events.send(arn, testMessage(bucket, requestId, service.now()));
}
