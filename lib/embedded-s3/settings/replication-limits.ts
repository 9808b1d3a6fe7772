import { S3Error } from '../errors.ts';
import { bucketOfArn } from './bucket-arn.ts';
import type { ReplicationConfiguration, ReplicationDestination, ReplicationRule } from './replication.ts';

/** PutBucketReplication in the S3 API Reference: 1,000 rules, ids of 255 characters. */
const maxRules = 1000;
const maxIdLength = 255;
/** Same reference, ReplicationTimeValue: the one valid number. */
const promisedMinutes = 15;

function invalidRequest(message: string): S3Error {
  return new S3Error('InvalidRequest', { message });
}

function invalidArgument(message: string): S3Error {
  return new S3Error('InvalidArgument', { message });
}

/** What belongs to rules with Filter must be there, or must not. S3 calls the two forms versions of the schema. */
function requireForm(rule: ReplicationRule): void {
  const version = 'this version of Cross Region Replication configuration schema.';
  if (rule.hasFilter) {
    if (rule.priority === null) throw invalidRequest(`Priority must be specified for ${version}`);
    if (rule.replicatesDeleteMarkers === null) {
      throw invalidRequest(`DeleteMarkerReplication must be specified for ${version}`);
    }
    if (rule.filter.tags.length > 0 && rule.replicatesDeleteMarkers) {
      throw invalidRequest('Delete marker replication is not supported if any Tag filter is specified.');
    }
    return;
  }
  if (rule.priority !== null) throw invalidRequest(`Priority cannot be used for ${version}`);
  if (rule.replicatesDeleteMarkers !== null) {
    throw invalidRequest(`DeleteMarkerReplication cannot be used for ${version}`);
  }
  if (rule.destination.time) throw invalidRequest(`ReplicationTime cannot be used for ${version}`);
  if (rule.destination.metrics) throw invalidRequest(`Metrics cannot be used for ${version}`);
}

function requireDestination(destination: ReplicationDestination): void {
  const { time, metrics } = destination;
  if (bucketOfArn(destination.bucketArn) === null) throw invalidArgument('Invalid bucket ARN.');
  const named = [time?.minutes, metrics?.thresholdMinutes];
  if (named.some((minutes) => minutes != null && minutes !== promisedMinutes)) {
    throw invalidArgument(`Minutes must be ${promisedMinutes}.`);
  }
  if (time?.isEnabled && !metrics?.isEnabled) {
    throw invalidRequest('Metrics must be enabled when ReplicationTime is enabled.');
  }
  if (destination.translatesOwner && destination.account === null) {
    throw invalidArgument('Account must be specified if AccessControlTranslation is present.');
  }
}

function requireRule(rule: ReplicationRule): void {
  if (rule.id.length > maxIdLength) {
    throw invalidArgument(`ID length should not exceed allowed limit of ${maxIdLength}`);
  }
  if ((rule.priority ?? 0) < 0) throw invalidArgument('Priority must be nonnegative.');
  requireForm(rule);
  requireDestination(rule.destination);
  const hasKey = rule.destination.kmsKeyId !== null;
  if (rule.replicatesKmsEncrypted && !hasKey) {
    throw invalidRequest('EncryptionConfiguration must be specified if SseKmsEncryptedObjects tag is present.');
  }
  if (hasKey && rule.replicatesKmsEncrypted === null) {
    throw invalidRequest('SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.');
  }
}

/** Throws what S3 refuses a well-formed configuration with. */
export function requireReplicationLimits({ role, rules }: ReplicationConfiguration): void {
  if (rules.length === 0) throw new S3Error('MalformedXML');
  if (rules.length > maxRules) {
    throw invalidRequest(`The number of replication rules must not exceed the allowed limit of ${maxRules} rules.`);
  }
  if (!/^arn:[a-z0-9-]+:iam::[^:]*:role\/.+$/.test(role)) throw invalidArgument('Invalid ARN of the role.');
  for (const rule of rules) requireRule(rule);
  if (new Set(rules.map(({ id }) => id)).size < rules.length) {
    throw invalidArgument('Rule Id must be unique. Found same Id for more than one rule');
  }
  const ranks = rules.filter(({ priority }) => priority !== null);
  const ranked = new Set(ranks.map(({ priority, destination }) => `${priority} ${destination.bucketArn}`));
  if (ranked.size < ranks.length) {
    throw invalidRequest('Found rules of the same priority and destination. Priority must be unique.');
  }
  if (new Set(rules.map(({ hasFilter }) => hasFilter)).size > 1) {
    throw invalidRequest('Rules with and without Filter cannot be mixed.');
  }
}
