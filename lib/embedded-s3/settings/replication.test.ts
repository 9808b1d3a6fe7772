import { describe, expect, it } from 'vitest';
import { parseReplication, replicationDocument } from './replication';

const role = '<Role>arn:aws:iam::123456789012:role/copier</Role>';
const root = (...list: string[]) => `<ReplicationConfiguration>${role}${list.join('')}</ReplicationConfiguration>`;
const destination = (extra = '', arn = 'arn:aws:s3:::copies') =>
  `<Destination><Bucket>${arn}</Bucket>${extra}</Destination>`;
const markers = '<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>';
const scope = '<Filter><Prefix>a/</Prefix></Filter>';
const rule = (parts: { id?: string; head?: string; middle?: string; to?: string; tail?: string } = {}) =>
  `<Rule><ID>${parts.id ?? 'r'}</ID>${parts.head ?? `<Priority>1</Priority>${scope}`}<Status>Enabled</Status>` +
  `${parts.middle ?? ''}${parts.to ?? destination()}${parts.tail ?? markers}</Rule>`;
const older = rule({ head: '<Prefix>logs/</Prefix>', tail: '' });
const criteria = (inner: string) => `<SourceSelectionCriteria>${inner}</SourceSelectionCriteria>`;
const kms = '<SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects>';
const key = '<EncryptionConfiguration><ReplicaKmsKeyID>key</ReplicaKmsKeyID></EncryptionConfiguration>';
const time = (minutes: number) =>
  `<ReplicationTime><Status>Enabled</Status><Time><Minutes>${minutes}</Minutes></Time></ReplicationTime>`;
const metrics = '<Metrics><Status>Enabled</Status><EventThreshold><Minutes>15</Minutes></EventThreshold></Metrics>';

describe('a replication', () => {
  it.each([
    root(rule()),
    root(older),
    root(rule({ head: '<Priority>0</Priority><Filter></Filter>' })),
    root(rule(), rule({ id: 's', head: `<Priority>2</Priority>${scope}` })),
    root(
      rule({
        head: '<Priority>1</Priority><Filter><And><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>',
        middle:
          criteria(`${kms}<ReplicaModifications><Status>Disabled</Status></ReplicaModifications>`) +
          '<ExistingObjectReplication><Status>Enabled</Status></ExistingObjectReplication>',
        to: destination(
          '<Account>123456789012</Account><StorageClass>STANDARD_IA</StorageClass>' +
            `<AccessControlTranslation><Owner>Destination</Owner></AccessControlTranslation>${key}${time(15)}${metrics}`,
        ),
      }),
    ),
  ])('comes back as it was put: %s', (source) => {
    const text = replicationDocument(parseReplication(source));
    expect(text.replace(/^[^\n]*\n/, '').replace(/ xmlns="[^"]*"/, '')).toBe(source);
  });

  it('gives rules ids', () => {
    expect(parseReplication(root(rule({ id: '' }))).rules[0]?.id).toHaveLength(48);
  });

  it.each([
    [root(), 'MalformedXML', ''],
    [`<ReplicationConfiguration>${older}</ReplicationConfiguration>`, 'MalformedXML', ''],
    [root(rule({ head: `<Priority>1</Priority><Prefix>a</Prefix>${scope}` })), 'MalformedXML', ''],
    [root(rule({ to: '' })), 'MalformedXML', ''],
    [root(rule({ to: destination('<StorageClass>PAPER</StorageClass>') })), 'MalformedXML', ''],
    [root(rule()).replace(/arn:aws:iam[^<]*/, 'copier'), 'InvalidArgument', 'Invalid ARN of the role'],
    [root(rule({ to: destination('', 'copies') })), 'InvalidArgument', 'Invalid bucket ARN'],
    [root(rule({ id: 'i'.repeat(256) })), 'InvalidArgument', 'ID length'],
    [root(rule(), rule()), 'InvalidArgument', 'must be unique'],
    [root(rule(), rule({ id: 's' })), 'InvalidRequest', 'same priority'],
    [root(rule(), rule({ id: 's', head: '<Prefix/>', tail: '' })), 'InvalidRequest', 'cannot be mixed'],
    [root(rule({ head: scope })), 'InvalidRequest', 'Priority must be specified'],
    [root(rule({ tail: '' })), 'InvalidRequest', 'DeleteMarkerReplication must be specified'],
    [root(rule({ head: '<Priority>1</Priority>', tail: '' })), 'InvalidRequest', 'Priority cannot be used'],
    [root(rule({ head: '' })), 'InvalidRequest', 'DeleteMarkerReplication cannot be used'],
    [root(rule({ head: '', tail: '', to: destination(time(15)) })), 'InvalidRequest', 'ReplicationTime cannot'],
    [root(rule({ head: '', tail: '', to: destination(metrics) })), 'InvalidRequest', 'Metrics cannot'],
    [root(rule({ to: destination(time(15)) })), 'InvalidRequest', 'Metrics must be enabled'],
    [root(rule({ to: destination(time(20) + metrics) })), 'InvalidArgument', 'Minutes must be 15'],
    [root(rule({ middle: criteria(kms) })), 'InvalidRequest', 'EncryptionConfiguration must be specified'],
    [root(rule({ to: destination(key) })), 'InvalidRequest', 'SseKmsEncryptedObjects must be specified'],
    [
      root(
        rule({ to: destination('<AccessControlTranslation><Owner>Destination</Owner></AccessControlTranslation>') }),
      ),
      'InvalidArgument',
      'Account must be specified',
    ],
    [
      root(
        rule({
          head: '<Priority>1</Priority><Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>',
          tail: markers.replace('Disabled', 'Enabled'),
        }),
      ),
      'InvalidRequest',
      'Delete marker replication is not supported',
    ],
  ])('is refused: %s as %s %s', (source, code, message) => {
    expect(() => parseReplication(source)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
