import { describe, expect, it } from 'vitest';
import { lifecycleDocument, parseLifecycle, parseMinimumSize } from './lifecycle';

const rule = (actions: string, scope = '<Filter></Filter>', id = '<ID>r</ID>') =>
  `<Rule>${id}${scope}<Status>Enabled</Status>${actions}</Rule>`;
const document = (...rules: string[]) => `<LifecycleConfiguration>${rules.join('')}</LifecycleConfiguration>`;
const expiry = '<Expiration><Days>3</Days></Expiration>';
const write = (source: string) => {
  const text = lifecycleDocument({ rules: parseLifecycle(source), transitionMinimumSize: 'all_storage_classes_128K' });
  return text.replace(/^[^\n]*\n/, '').replace(/ xmlns="[^"]*"/, '');
};

describe('a lifecycle', () => {
  it.each([
    rule(expiry, '<Prefix>logs/</Prefix>'),
    rule(expiry, '<Prefix></Prefix>'),
    rule(expiry, '<Filter></Filter>'),
    rule(expiry, '<Filter><Prefix></Prefix></Filter>'),
    rule(expiry, '<Filter><Tag><Key>a</Key><Value></Value></Tag></Filter>'),
    rule(expiry, '<Filter><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></Filter>'),
    rule(
      expiry,
      '<Filter><And><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan><ObjectSizeLessThan>5497558138880</ObjectSizeLessThan>' +
        '<Prefix>a/</Prefix><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag></And></Filter>',
    ),
    rule('<Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration>'),
    rule('<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>'),
    rule(
      '<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>' +
        '<Transition><Days>60</Days><StorageClass>GLACIER</StorageClass></Transition>' +
        '<Transition><Days>61</Days><StorageClass>DEEP_ARCHIVE</StorageClass></Transition>' +
        '<Expiration><Days>62</Days></Expiration>',
    ),
    rule('<Transition><Days>0</Days><StorageClass>INTELLIGENT_TIERING</StorageClass></Transition>'),
    rule('<Transition><Date>2030-01-01T00:00:00.000Z</Date><StorageClass>GLACIER_IR</StorageClass></Transition>'),
    rule(
      '<NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions>' +
        '<StorageClass>ONEZONE_IA</StorageClass></NoncurrentVersionTransition>' +
        '<NoncurrentVersionExpiration><NoncurrentDays>60</NoncurrentDays><NewerNoncurrentVersions>100</NewerNoncurrentVersions></NoncurrentVersionExpiration>',
    ),
    rule(
      '<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>',
    ),
  ])('comes back as it was put: %s', (source) => {
    expect(write(document(source))).toBe(document(source));
  });

  it('is read as values', () => {
    const scope = '<Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>';
    expect(parseLifecycle(document(rule(expiry, scope)))).toMatchObject([
      { id: 'r', isEnabled: true, hasFilter: true, filter: { prefix: 'a/', tags: [{ key: 'k', value: 'v' }] } },
    ]);
    const [dated] = parseLifecycle(document(rule('<Expiration><Date>2030-01-01</Date></Expiration>')));
    expect(dated?.expiration).toEqual({ days: null, date: Date.UTC(2030, 0, 1), expiredObjectDeleteMarker: null });
  });

  it('gives an id to rules that have none', () => {
    const rules = parseLifecycle(document(rule(expiry, '<Filter/>', ''), rule(expiry, '<Filter/>', '<ID/>')));
    expect(rules[0]?.id).toMatch(/^[A-Za-z0-9+/]{48}$/);
    expect(rules[0]?.id).not.toBe(rules[1]?.id);
  });

  it('may have 1,000 rules, and no more', () => {
    const many = (count: number) => document(...Array.from({ length: count }, () => rule(expiry, '<Filter/>', '')));
    expect(parseLifecycle(many(1000))).toHaveLength(1000);
    expect(() => parseLifecycle(many(1001))).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it('says from which size on objects move', () => {
    expect(parseMinimumSize(undefined)).toBe('all_storage_classes_128K');
    expect(parseMinimumSize('varies_by_storage_class')).toBe('varies_by_storage_class');
    expect(() => parseMinimumSize('64K')).toThrow(expect.objectContaining({ code: 'InvalidRequest' }));
  });
});

const transition = (when: string, storageClass: string) =>
  `<Transition>${when}<StorageClass>${storageClass}</StorageClass></Transition>`;
const days = (count: number) => `<Days>${count}</Days>`;
const date = '<Date>2030-01-01T00:00:00Z</Date>';
const two = '<Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>';

describe('a lifecycle is refused', () => {
  it.each([
    ['<Lifecycle/>'],
    [document()],
    [document('<Other/>')],
    [document(rule(expiry, ''))],
    [document(rule(expiry, '<Prefix/><Filter/>'))],
    [document(rule(expiry, `<Filter>${two}</Filter>`))],
    [document(rule(expiry, '<Filter><And><Prefix>a</Prefix></And></Filter>'))],
    [document(rule(expiry, `<Filter><Prefix>a</Prefix><And>${two}</And></Filter>`))],
    [document(rule(expiry, '<Filter>text</Filter>'))],
    [document(rule(expiry, '<Filter><Suffix>a</Suffix></Filter>'))],
    [document(rule(expiry, '<Filter><Tag><Key>k</Key></Tag></Filter>'))],
    [document(`<Rule><Filter/>${expiry}</Rule>`)],
    [document(`<Rule><Filter/><Status>enabled</Status>${expiry}</Rule>`)],
    [document(rule(`${expiry}${expiry}`))],
    [document(rule('<Expiration/>'))],
    [
      document(
        rule('<Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>'),
      ),
    ],
    [document(rule('<Expiration><Days>many</Days></Expiration>'))],
    [document(rule('<Expiration><Days>1.5</Days></Expiration>'))],
    [document(rule('<Expiration><Days>2147483648</Days></Expiration>'))],
    [document(rule('<Expiration><Date>yesterday</Date></Expiration>'))],
    [document(rule(transition(days(1) + date, 'GLACIER')))],
    [document(rule(transition('', 'GLACIER')))],
    [document(rule(transition(days(1), 'STANDARD')))],
    [
      document(
        rule(
          '<NoncurrentVersionExpiration><NewerNoncurrentVersions>3</NewerNoncurrentVersions></NoncurrentVersionExpiration>',
        ),
      ),
    ],
    [document(rule('<AbortIncompleteMultipartUpload/>'))],
  ])('as MalformedXML: %s', (source) => {
    expect(() => parseLifecycle(source)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  const abort =
    '<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>';
  const noncurrent = (count: number, newer: string) =>
    `<NoncurrentVersionExpiration><NoncurrentDays>${count}</NoncurrentDays>${newer}</NoncurrentVersionExpiration>`;
  const newer = (count: number) => `<NewerNoncurrentVersions>${count}</NewerNoncurrentVersions>`;
  const tag = '<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>';
  const size = '<Filter><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter>';
  const twice =
    '<Filter><And><Tag><Key>k</Key><Value>1</Value></Tag><Tag><Key>k</Key><Value>2</Value></Tag></And></Filter>';
  const range =
    '<Filter><And><ObjectSizeGreaterThan>9</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter>';

  it.each([
    [rule(''), 'InvalidRequest', 'At least one action'],
    [rule(expiry, '<Filter/>', `<ID>${'i'.repeat(256)}</ID>`), 'InvalidArgument', 'ID length'],
    [rule(expiry) + rule(expiry), 'InvalidArgument', 'Rule ID must be unique'],
    [rule('<Expiration><Days>0</Days></Expiration>'), 'InvalidArgument', "'Days' for Expiration action"],
    [rule('<Expiration><Date>2030-01-01T01:00:00Z</Date></Expiration>'), 'InvalidArgument', 'midnight GMT'],
    [rule(abort.replace('>1<', '>0<')), 'InvalidArgument', 'DaysAfterInitiation'],
    [rule(abort, tag), 'InvalidRequest', 'AbortIncompleteMultipartUpload cannot be specified with Tags.'],
    [rule(abort, size), 'InvalidRequest', 'cannot be specified with Object Size'],
    [
      rule('<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>', tag),
      'InvalidRequest',
      'ExpiredObjectDeleteMarker cannot be specified with Tags.',
    ],
    [rule(expiry, twice), 'InvalidRequest', 'Duplicate Tag Keys'],
    [rule(expiry, range), 'InvalidRequest', "'ObjectSizeLessThan' has to be"],
    [rule(expiry, '<Filter><Tag><Key></Key><Value/></Tag></Filter>'), 'InvalidTag', ''],
    [rule(transition(days(-1), 'GLACIER')), 'InvalidArgument', 'nonnegative'],
    [rule(transition(days(29), 'STANDARD_IA')), 'InvalidArgument', 'greater than or equal to 30'],
    [
      rule(transition(days(30), 'STANDARD_IA') + transition(days(59), 'GLACIER')),
      'InvalidArgument',
      "must be 30 days more than filter '(prefix=)'",
    ],
    [
      rule(transition(days(40), 'DEEP_ARCHIVE') + transition(days(50), 'GLACIER')),
      'InvalidArgument',
      "for StorageClass 'DEEP_ARCHIVE'",
    ],
    [rule(transition(days(1), 'GLACIER') + transition(days(2), 'GLACIER')), 'InvalidRequest', 'must be different'],
    [rule(transition(days(1), 'GLACIER') + transition(date, 'DEEP_ARCHIVE')), 'InvalidRequest', 'Found mixed'],
    [rule(transition(date, 'GLACIER') + expiry), 'InvalidRequest', 'Found mixed'],
    [rule(transition(days(3), 'GLACIER') + expiry), 'InvalidArgument', "'Days' in the Expiration action"],
    [rule(noncurrent(0, '')), 'InvalidArgument', "'NoncurrentDays'"],
    [rule(noncurrent(1, newer(101))), 'InvalidArgument', "'NewerNoncurrentVersions'"],
    [rule(noncurrent(1, newer(1)), '<Prefix/>'), 'InvalidRequest', 'without a Filter'],
    [
      rule(
        '<NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays><StorageClass>STANDARD_IA</StorageClass></NoncurrentVersionTransition>' +
          noncurrent(30, ''),
      ),
      'InvalidArgument',
      "'NoncurrentDays' in the NoncurrentVersionExpiration action",
    ],
  ])('%s: %s %s', (rules, code, message) => {
    expect(() => parseLifecycle(document(rules))).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
