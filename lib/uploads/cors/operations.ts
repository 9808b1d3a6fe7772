import 'server-only';
import { GetBucketCorsCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { sendPreflight } from '@/lib/cors/preflight';
import { isSameRules, maxCorsRules, type CorsRule } from '@/lib/cors/rules';
import { fromCorsRule, toCorsRule } from '@/lib/cors/wire';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { diary, sendRemembered } from '@/lib/settings/diary';
import { corsNeeds, type CorsPurpose } from './needs';
import { findMissing, mergeRule } from './rules';
import type { AddCorsRuleInput, CorsCheckInput } from './schema';
import type { CorsCheck } from './types';

/** How each purpose is spoken of. */
const purposes: Record<CorsPurpose, { plural: string; refusal: (bucket: string) => string }> = {
  upload: { plural: 'Uploads', refusal: (bucket) => `The browser may not send files to “${bucket}”` },
  read: { plural: 'Previews', refusal: (bucket) => `The browser may not read files of “${bucket}”` },
  edit: { plural: 'Edits', refusal: (bucket) => `The browser may not write files of “${bucket}” anew` },
};

/** A browser names headers one by one; this one stands for a family of them. */
const toHeader = (pattern: string): string => (pattern === 'x-amz-*' ? 'x-amz-meta-name' : pattern);

/** Codes with which servers say that there are no rules. */
const noRules = new Set(['NoSuchCORSConfiguration', 'NoSuchCORSConfigurationError', 'CORSConfigurationNotFoundError']);

/**
 * The rules of a bucket (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html), or a sentence that says
 * why they cannot be read.
 */
async function readCorsRules(connection: Connection, bucket: string): Promise<CorsRule[] | string> {
  if (!hasCapability(connection, 'bucket-cors')) return `${connection.provider.name} keeps no CORS rules per bucket.`;
  try {
    const { CORSRules = [] } = await connection.client.send(new GetBucketCorsCommand({ Bucket: bucket }));
    return CORSRules.map(fromCorsRule);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (noRules.has(error.s3?.code ?? '')) return [];
    if (error.code === 'access-denied') return 'These keys may not read the bucket’s CORS rules (s3:GetBucketCORS).';
    if (error.code === 'unsupported' || error.code === 'bad-response')
      return 'The server keeps no CORS rules per bucket.';
    throw error;
  }
}

/** Asks the bucket for its rules and the endpoint for its answer to a preflight; the answer counts more than the rules. */
export async function checkCors(
  connection: Connection,
  { bucket, origin, purpose = 'upload' }: CorsCheckInput,
): Promise<CorsCheck> {
  const need = corsNeeds[purpose];
  const what = purposes[purpose];
  const [read, answer] = await Promise.all([
    readCorsRules(connection, bucket),
    sendPreflight(connection, bucket, { origin, method: need.method, headers: need.headers.map(toHeader) }),
  ]);
  const rules = typeof read === 'string' ? null : read;
  if (answer?.isAllowed)
    return { verdict: 'allowed', message: `${what.plural} from this page are allowed.`, rules, proposal: null };
  const missing = rules ? findMissing(rules, origin, need) : [];
  if (!answer && (!rules || missing.length === 0)) {
    const message = `The console could not reach the address that browsers use, so whether ${what.plural.toLowerCase()} are allowed is not known.`;
    return { verdict: 'unknown', message, rules, proposal: null };
  }
  const proposal = rules && missing.length > 0 && !connection.settings.readOnly ? mergeRule(rules, origin, need) : null;
  const message = explain(what.refusal(bucket), origin, read, missing, answer?.status);
  return { verdict: 'refused', message, rules, proposal };
}

function explain(
  start: string,
  origin: string,
  read: CorsRule[] | string,
  missing: string[],
  status: number | undefined,
): string {
  if (missing.length > 0) return `${start}: its CORS rules do not allow ${missing.join(' and ')}.`;
  if (typeof read === 'string') return `${start} from ${origin}. ${read}`;
  return `${start}: its CORS rules allow it, but the endpoint refuses the browser’s question (HTTP ${status ?? 0}). A proxy in between may remove CORS headers.`;
}

/** The document as the history of the setting has it. */
const toText = (rules: readonly CorsRule[]): string =>
  rules.length === 0 ? '' : JSON.stringify({ CORSRules: rules.map(toCorsRule) }, null, 2);

/**
 * Adds the proposed rule and answers with a fresh check. Writing replaces all rules at once and S3 offers no condition
 * for it, so the rules are compared with those the person saw just before, and read back after.
 */
export async function addCorsRule(
  connection: Connection,
  { bucket, origin, seen, purpose }: AddCorsRuleInput,
  book = diary,
): Promise<CorsCheck> {
  const rules = await readCorsRules(connection, bucket);
  if (typeof rules === 'string') throw new AppError('unsupported', rules);
  if (!isSameRules(rules, seen)) {
    throw new AppError('conflict', 'Somebody changed the CORS rules in the meantime. Nothing was written; look again.');
  }
  const wanted = mergeRule(rules, origin, corsNeeds[purpose ?? 'upload']);
  if (wanted.length > maxCorsRules) {
    throw new AppError('invalid-input', 'The bucket already has 100 CORS rules, and S3 takes no more.');
  }
  const CORSConfiguration = { CORSRules: wanted.map(toCorsRule) };
  const { accessKeyId } = connection.credentials;
  const change = {
    connection: connection.id,
    bucket,
    setting: 'cors',
    at: Date.now(),
    accessKeyId,
    act: 'write',
  } as const;
  const entry = await sendRemembered(book, { ...change, before: toText(rules), after: toText(wanted) }, () =>
    connection.client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration })),
  );
  const check = await checkCors(connection, { connection: connection.id, bucket, origin, purpose });
  await entry?.confirm(toText(check.rules ?? wanted));
  if (check.rules && !isSameRules(check.rules, wanted)) {
    return {
      ...check,
      message: `${check.message} The server kept something else than was written; compare the rules.`,
    };
  }
  return check;
}
