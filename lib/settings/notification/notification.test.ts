import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { parseSource } from '../source';
import { knownEvents, type Notification } from './schema';
import { notification } from './setting';

const targets = fc.array(
  fc.record({
    id: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
    arn: fc.string({ maxLength: 40 }).map((rest) => `arn:${rest}`),
    events: fc.subarray([...knownEvents, 's3:ObjectLifecycle:Expiration:Current'], { minLength: 1 }),
    prefix: fc.option(fc.string({ maxLength: 20 })),
    suffix: fc.option(fc.string({ maxLength: 20 })),
  }),
  { maxLength: 4 },
);

const values: fc.Arbitrary<Notification> = fc
  .record({ topics: targets, queues: targets, functions: targets, eventBridge: fc.boolean() })
  .map((value) => ({
    ...value,
    eventBridge: value.eventBridge || value.topics.length + value.queues.length + value.functions.length === 0,
  }));

describe('event notifications', () => {
  it('come back from the wire as they were', () => expectRoundTrip(notification, values));

  it('read the names of filters as Amazon writes them', () => {
    const document = {
      QueueConfigurations: [
        {
          QueueArn: 'arn:q',
          Events: ['s3:ObjectCreated:*'],
          Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'a/' }] } },
        },
      ],
    };
    expect(parseSource(notification, JSON.stringify(document))).toMatchObject({
      ok: true,
      value: { queues: [{ prefix: 'a/', suffix: null }] },
    });
    const rule = document.QueueConfigurations[0]!.Filter.Key.FilterRules[0]!;
    rule.Name = 'Prefix';
    expect(notification.fromWire(document as never).queues[0]?.prefix).toBe('a/');
    expect(parseSource(notification, JSON.stringify(document))).toMatchObject({
      ok: true,
      value: { queues: [{ prefix: 'a/', suffix: null }] },
    });
    rule.Name = 'infix';
    expect(parseSource(notification, JSON.stringify(document)).ok).toBe(false);
  });

  it('need a target, and each an event', () => {
    expect(findIssues(notification, notification.empty).at()).toContain('delete');
    const topics = [{ id: null, arn: 'topic', events: [], prefix: null, suffix: null }];
    const issues = findIssues(notification, { ...notification.empty, topics });
    expect([issues.at('topics', 0, 'arn'), issues.at('topics', 0, 'events')]).toEqual([
      'Give the ARN of the target.',
      'Choose at least one event.',
    ]);
  });

  it('are the same with ids that the server made up, and not with ids that it changed', () => {
    const topic = { id: null, arn: 'arn:t', events: ['a', 'b'], prefix: null, suffix: null };
    const value: Notification = { ...notification.empty, topics: [topic] };
    const kept = { ...value, topics: [{ ...topic, id: 'made-up', events: ['b', 'a'] }] };
    expect(notification.isSame?.(value, kept)).toBe(true);
    expect(notification.isSame?.({ ...value, topics: [{ ...topic, id: 'mine' }] }, kept)).toBe(false);
  });
});
