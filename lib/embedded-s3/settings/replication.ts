import { S3Error } from '../errors.ts';
import { readDocument, type ElementReader } from '../xml/element.ts';
import { writeXml, type XmlElements } from '../xml/write.ts';
import { generatedId } from './generated-id.ts';
import { objectFilterElement, parseObjectFilter, type ObjectFilter } from './object-filter.ts';
import { requireReplicationLimits } from './replication-limits.ts';

const storageClasses = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
  'OUTPOSTS',
] as const;

export interface ReplicationDestination {
  bucketArn: string;
  account: string | null;
  storageClass: (typeof storageClasses)[number] | null;
  /** Whether replicas belong to the destination's owner. */
  translatesOwner: boolean;
  kmsKeyId: string | null;
  /** Replication within a promised time; `minutes` is 15. `null` when it is not spoken of. */
  time: { isEnabled: boolean; minutes: number } | null;
  metrics: { isEnabled: boolean; thresholdMinutes: number | null } | null;
}

/** One rule; PutBucketReplication in the S3 API Reference. What is `null` was not spoken of. */
export interface ReplicationRule {
  id: string;
  isEnabled: boolean;
  /** Whether it was written with Filter; the older form has at most Prefix. */
  hasFilter: boolean;
  filter: ObjectFilter;
  priority: number | null;
  replicatesDeleteMarkers: boolean | null;
  replicatesExisting: boolean | null;
  replicatesKmsEncrypted: boolean | null;
  replicatesReplicaChanges: boolean | null;
  destination: ReplicationDestination;
}

export interface ReplicationConfiguration {
  /** ARN of the role that S3 takes on. */
  role: string;
  rules: ReplicationRule[];
}

function isEnabled(element: ElementReader): boolean {
  return element.requiredChoice('Status', ['Enabled', 'Disabled']) === 'Enabled';
}

const minutes = (element: ElementReader) => element.requiredInteger('Minutes');

function parseDestination(element: ElementReader): ReplicationDestination {
  return {
    bucketArn: element.requiredText('Bucket'),
    account: element.text('Account'),
    storageClass: element.choice('StorageClass', storageClasses),
    translatesOwner:
      element.optional('AccessControlTranslation', (to) => to.requiredChoice('Owner', ['Destination'])) !== null,
    kmsKeyId: element.optional('EncryptionConfiguration', (encryption) => encryption.requiredText('ReplicaKmsKeyID')),
    time: element.optional('ReplicationTime', (time) => ({
      isEnabled: isEnabled(time),
      minutes: time.required('Time', minutes),
    })),
    metrics: element.optional('Metrics', (metrics) => ({
      isEnabled: isEnabled(metrics),
      thresholdMinutes: metrics.optional('EventThreshold', minutes),
    })),
  };
}

function parseRule(element: ElementReader): ReplicationRule {
  const id = element.text('ID') ?? '';
  const prefix = element.text('Prefix');
  const filter = element.optional('Filter', (found) => parseObjectFilter(found, { beEmpty: true }));
  const criteria = element.optional('SourceSelectionCriteria', (selection) => ({
    kms: selection.optional('SseKmsEncryptedObjects', isEnabled),
    replicas: selection.optional('ReplicaModifications', isEnabled),
  }));
  if (filter && prefix !== null) throw new S3Error('MalformedXML');
  return {
    id: id === '' ? generatedId() : id,
    isEnabled: isEnabled(element),
    hasFilter: filter !== null,
    filter: filter ?? { prefix, tags: [], accessPointArn: null },
    priority: element.integer('Priority'),
    replicatesDeleteMarkers: element.optional('DeleteMarkerReplication', isEnabled),
    replicatesExisting: element.optional('ExistingObjectReplication', isEnabled),
    replicatesKmsEncrypted: criteria?.kms ?? null,
    replicatesReplicaChanges: criteria?.replicas ?? null,
    destination: element.required('Destination', parseDestination),
  };
}

export function parseReplication(source: string): ReplicationConfiguration {
  const replication = readDocument(source, 'ReplicationConfiguration', (root) => ({
    role: root.requiredText('Role'),
    rules: root.list('Rule', parseRule),
  }));
  requireReplicationLimits(replication);
  return replication;
}

function statusElement(value: boolean | null): XmlElements | undefined {
  return value === null ? undefined : { Status: value ? 'Enabled' : 'Disabled' };
}

function destinationElement(destination: ReplicationDestination): XmlElements {
  const { kmsKeyId, time, metrics } = destination;
  return {
    Bucket: destination.bucketArn,
    Account: destination.account ?? undefined,
    StorageClass: destination.storageClass ?? undefined,
    AccessControlTranslation: destination.translatesOwner ? { Owner: 'Destination' } : undefined,
    EncryptionConfiguration: kmsKeyId === null ? undefined : { ReplicaKmsKeyID: kmsKeyId },
    ReplicationTime: time ? { ...statusElement(time.isEnabled), Time: { Minutes: time.minutes } } : undefined,
    Metrics: metrics
      ? {
          ...statusElement(metrics.isEnabled),
          EventThreshold: metrics.thresholdMinutes === null ? undefined : { Minutes: metrics.thresholdMinutes },
        }
      : undefined,
  };
}

function ruleElement(rule: ReplicationRule): XmlElements {
  const { replicatesKmsEncrypted: kms, replicatesReplicaChanges: replicas } = rule;
  return {
    ID: rule.id,
    Priority: rule.priority ?? undefined,
    ...(rule.hasFilter ? { Filter: objectFilterElement(rule.filter) } : { Prefix: rule.filter.prefix ?? '' }),
    ...statusElement(rule.isEnabled),
    SourceSelectionCriteria:
      kms === null && replicas === null
        ? undefined
        : { SseKmsEncryptedObjects: statusElement(kms), ReplicaModifications: statusElement(replicas) },
    ExistingObjectReplication: statusElement(rule.replicatesExisting),
    Destination: destinationElement(rule.destination),
    DeleteMarkerReplication: statusElement(rule.replicatesDeleteMarkers),
  };
}

export function replicationDocument({ role, rules }: ReplicationConfiguration): string {
  return writeXml('ReplicationConfiguration', { Role: role, Rule: rules.map(ruleElement) });
}
