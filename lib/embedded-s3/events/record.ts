import type { NotificationTarget } from '../settings/notification.ts';
import type { Bucket } from '../store/buckets.ts';

/** Something that happened to an object. */
export interface ObjectEvent {
  /** Without its `s3:`, such as `ObjectCreated:Put`. */
  name: string;
  key: string;
  /** `null` where the bucket was never versioned. */
  versionId: string | null;
  /** Of what is there now; a removal leaves nothing. */
  content: { sizeBytes: number; etag: string } | null;
}

/** Who and what made it happen. */
export interface EventOrigin {
  principalId: string;
  sourceIp: string;
  requestId: string;
}

/** Whether a target wants to hear of an event. */
export function wants({ events, prefix, suffix }: NotificationTarget, event: ObjectEvent): boolean {
  const [group = ''] = event.name.split(':');
  const isNamed = events.includes(`s3:${event.name}`) || events.includes(`s3:${group}:*`);
  return isNamed && event.key.startsWith(prefix ?? '') && event.key.endsWith(suffix ?? '');
}

/** Keys in events are encoded as in the query string of a form. */
function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}

let counter = 0;

/** Of two events on one key, the later has the greater text. */
function nextSequencer(time: number): string {
  counter = (counter + 1) % 0x10000;
  return `00${time.toString(16).padStart(12, '0')}${counter.toString(16).padStart(4, '0')}`.toUpperCase();
}

/** The message a target receives; S3 User Guide, "Event message structure". */
export function eventMessage(
  bucket: Bucket,
  target: NotificationTarget,
  event: ObjectEvent,
  origin: EventOrigin,
  time: number,
): string {
  const { key, content, versionId } = event;
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: bucket.region,
    eventTime: new Date(time).toISOString(),
    eventName: event.name,
    userIdentity: { principalId: origin.principalId },
    requestParameters: { sourceIPAddress: origin.sourceIp },
    responseElements: { 'x-amz-request-id': origin.requestId, 'x-amz-id-2': 'cooper' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: target.id,
      bucket: { name: bucket.name, ownerIdentity: { principalId: bucket.owner }, arn: `arn:aws:s3:::${bucket.name}` },
      object: {
        key: encodeKey(key),
        ...(content && { size: content.sizeBytes, eTag: content.etag }),
        ...(versionId !== null && { versionId }),
        sequencer: nextSequencer(time),
      },
    },
  };
  return JSON.stringify({ Records: [record] });
}

/** What a target receives first, when it is put on a bucket; same page, "Test event". */
export function testMessage(bucket: Bucket, requestId: string, time: number): string {
  return JSON.stringify({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(time).toISOString(),
    Bucket: bucket.name,
    RequestId: requestId,
    HostId: 'cooper',
  });
}
