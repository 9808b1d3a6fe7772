import type {
  Destination,
  ReplicationConfiguration,
  ReplicationRule as WireRule,
  StorageClass,
} from '@aws-sdk/client-s3';
import { fromFilter, toFilter } from '../object-filter';
import type { Replication, ReplicationRule } from './schema';

type Target = ReplicationRule['destination'];

const fromStatus = (part: { Status?: string | undefined } | undefined): boolean | null =>
  part?.Status === undefined ? null : part.Status === 'Enabled';

const toStatus = (isOn: boolean): { Status: 'Enabled' | 'Disabled' } => ({ Status: isOn ? 'Enabled' : 'Disabled' });

function fromDestination(wire: Destination | undefined): Target {
  const { ReplicationTime, Metrics } = wire ?? {};
  return {
    bucketArn: wire?.Bucket ?? '',
    accountId: wire?.Account ?? null,
    storageClass: wire?.StorageClass ?? null,
    changesOwner: wire?.AccessControlTranslation?.Owner === 'Destination',
    kmsKeyId: wire?.EncryptionConfiguration?.ReplicaKmsKeyID ?? null,
    timeControl: ReplicationTime
      ? { isEnabled: ReplicationTime.Status === 'Enabled', minutes: ReplicationTime.Time?.Minutes ?? null }
      : null,
    metrics: Metrics
      ? { isEnabled: Metrics.Status === 'Enabled', thresholdMinutes: Metrics.EventThreshold?.Minutes ?? null }
      : null,
  };
}

function toDestination(target: Target): Destination {
  const { accountId, storageClass, changesOwner, kmsKeyId, timeControl, metrics } = target;
  return {
    Bucket: target.bucketArn,
    ...(accountId !== null && { Account: accountId }),
    ...(storageClass !== null && { StorageClass: storageClass as StorageClass }),
    ...(changesOwner && { AccessControlTranslation: { Owner: 'Destination' } }),
    ...(kmsKeyId !== null && { EncryptionConfiguration: { ReplicaKmsKeyID: kmsKeyId } }),
    ...(timeControl && {
      ReplicationTime: {
        ...toStatus(timeControl.isEnabled),
        Time: timeControl.minutes === null ? {} : { Minutes: timeControl.minutes },
      },
    }),
    ...(metrics && {
      Metrics: {
        ...toStatus(metrics.isEnabled),
        ...(metrics.thresholdMinutes !== null && { EventThreshold: { Minutes: metrics.thresholdMinutes } }),
      },
    }),
  };
}

/** The SDK advises against what documents of the first version have. */
interface OldForm {
  Prefix?: string | undefined;
}

const toOldForm = (prefix: string | null): OldForm => ({ Prefix: prefix ?? '' });

function fromRule(wire: WireRule): ReplicationRule {
  const { Prefix: oldPrefix }: OldForm = wire;
  const usesOldPrefix = wire.Filter === undefined && oldPrefix !== undefined;
  return {
    id: wire.ID ?? null,
    priority: wire.Priority ?? null,
    isEnabled: wire.Status === 'Enabled',
    filter: usesOldPrefix ? { prefix: oldPrefix, tags: [] } : fromFilter(wire.Filter),
    usesOldPrefix,
    deleteMarkers: fromStatus(wire.DeleteMarkerReplication),
    existingObjects: fromStatus(wire.ExistingObjectReplication),
    kmsObjects: fromStatus(wire.SourceSelectionCriteria?.SseKmsEncryptedObjects),
    replicaModifications: fromStatus(wire.SourceSelectionCriteria?.ReplicaModifications),
    destination: fromDestination(wire.Destination),
  };
}

function toRule(rule: ReplicationRule): WireRule {
  const { id, priority, filter, usesOldPrefix, deleteMarkers, existingObjects, kmsObjects, replicaModifications } =
    rule;
  return {
    ...(id !== null && { ID: id }),
    ...(priority !== null && { Priority: priority }),
    ...toStatus(rule.isEnabled),
    // A rule of the second version has a Filter, if only an empty one.
    ...(usesOldPrefix ? toOldForm(filter.prefix) : { Filter: toFilter(filter) ?? {} }),
    ...((kmsObjects !== null || replicaModifications !== null) && {
      SourceSelectionCriteria: {
        ...(kmsObjects !== null && { SseKmsEncryptedObjects: toStatus(kmsObjects) }),
        ...(replicaModifications !== null && { ReplicaModifications: toStatus(replicaModifications) }),
      },
    }),
    ...(existingObjects !== null && { ExistingObjectReplication: toStatus(existingObjects) }),
    Destination: toDestination(rule.destination),
    ...(deleteMarkers !== null && { DeleteMarkerReplication: toStatus(deleteMarkers) }),
  };
}

export function fromWire({ Role, Rules }: ReplicationConfiguration): Replication {
  return { role: Role ?? '', rules: (Rules ?? []).map(fromRule) };
}

export function toWire({ role, rules }: Replication): ReplicationConfiguration {
  return { Role: role, Rules: rules.map(toRule) };
}
