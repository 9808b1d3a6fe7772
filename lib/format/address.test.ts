import { describe, expect, it } from 'vitest';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { toObjectArn, toObjectUrl } from './address';
import { parseLocation } from '@/lib/client/parse-location';

const connection = { publicOrigin: 'https://s3.example.net:9000', addressing: 'path' as const };

describe('addresses of objects', () => {
  it('names the partition of the region, and access points by their own ARN', () => {
    expect(toObjectArn('b', 'a/c d', 'us-east-1')).toBe('arn:aws:s3:::b/a/c d');
    expect(toObjectArn('b', 'k', 'cn-north-1')).toBe('arn:aws-cn:s3:::b/k');
    expect(toObjectArn('b', 'k', 'us-gov-west-1')).toBe('arn:aws-us-gov:s3:::b/k');
    expect(toObjectArn('arn:aws:s3:eu-west-1:123456789012:accesspoint/ap', 'k', 'eu-west-1')).toBe(
      'arn:aws:s3:eu-west-1:123456789012:accesspoint/ap/object/k',
    );
  });

  it('writes URLs in either style', () => {
    expect(toObjectUrl(connection, 'b', "a b/(c)'+é")).toBe('https://s3.example.net:9000/b/a%20b/%28c%29%27%2B%C3%A9');
    expect(toObjectUrl({ ...connection, addressing: 'virtual' }, 'b', 'k')).toBe('https://b.s3.example.net:9000/k');
  });

  it.each(nastyKeys)('leads back to the same key: $name', ({ key }) => {
    const result = parseLocation(toObjectUrl(connection, 'bucket', key), ['s3.example.net:9000']);
    expect(result).toMatchObject({ ok: true, location: { bucket: 'bucket', key } });
  });
});
