import { describe, expect, it } from 'vitest';
import { changePayments, fromPaymentsValue, toPaymentsValue } from './payments';

const payment = (bucket: string, connection = 'c') => ({ connection, bucket });

describe('the cookie of paid buckets', () => {
  it('comes back as it was, whatever the names', () => {
    const payments = [payment('a'), payment('arn:aws:s3:eu-west-1:1:accesspoint/größe'), payment('b', 'other "c"; x')];
    const value = toPaymentsValue(payments);
    expect(value).toMatch(/^[\w-]+$/u);
    expect(fromPaymentsValue(value)).toEqual(payments);
    expect(toPaymentsValue([])).toBe('');
  });

  it.each(['', 'x', '%', 'e30', btoa('[1,[2],["c"],["c",5]]'), btoa('{}')])('holds nothing when it is %s', (value) => {
    expect(fromPaymentsValue(value)).toEqual([]);
  });

  it('forgets the oldest when it grows too long for a browser', () => {
    const many = Array.from({ length: 400 }, (_, index) => payment(`bucket-${index}`));
    const value = toPaymentsValue(many);
    const kept = fromPaymentsValue(value);
    expect(value.length).toBeLessThanOrEqual(3_800);
    expect(kept.at(-1)).toEqual(many.at(-1));
    expect(kept.length).toBeGreaterThan(50);
  });

  it('gains a bucket once, and loses it again', () => {
    const one = changePayments([], payment('a'), true);
    expect(changePayments(one, payment('a'), true)).toEqual([payment('a')]);
    expect(changePayments(one, payment('a', 'other'), false)).toEqual(one);
    expect(changePayments(one, payment('a'), false)).toEqual([]);
  });
});
