'use client';

import { useState } from 'react';
import { Callout, type CalloutTone } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { PairList, type Pair } from '@/components/ui/pair-list';
import { Select } from '@/components/ui/select';
import { SuggestInput } from '@/components/ui/suggest-input';
import { TextInput } from '@/components/ui/text-input';
import { normaliseKey } from '@/lib/policy/conditions';
import { nameStatement, toBucketArn, type Policy } from '@/lib/policy/document';
import { evaluate, type Question, type Verdict } from '@/lib/policy/evaluate';
import { findActions, s3Actions } from '@/lib/policy/s3-actions';

const actionNames = s3Actions.map(({ name }) => name);

const askers = [
  { value: 'nobody', label: 'Somebody without keys' },
  { value: 'arn', label: 'A user or role, by ARN' },
  { value: 'canonical', label: 'An account, by canonical id' },
] as const;

type Asker = (typeof askers)[number]['value'];

interface PolicyEvaluatorProps {
  /** As it stands in the editor. */
  policy: Policy;
  isSaved: boolean;
  bucket: string;
}

function toCaller(asker: Asker, name: string): Question['caller'] {
  if (asker === 'nobody') return null;
  const given = name.trim();
  return asker === 'arn' ? { arn: given, canonicalId: null } : { arn: null, canonicalId: given };
}

/** The values of the request as they were typed; what was not named the request does not have. */
function toValuesOf(pairs: readonly Pair[]): Question['valuesOf'] {
  return (key) => {
    const values = pairs.filter((pair) => normaliseKey(pair.key.trim()) === key).map(({ value }) => value);
    return values.length > 0 ? values : null;
  };
}

/** “May this caller do that to this object?”, answered by the policy in the editor. Nothing is sent. */
export function PolicyEvaluator({ policy, isSaved, bucket }: PolicyEvaluatorProps) {
  const [asker, setAsker] = useState<Asker>('nobody');
  const [name, setName] = useState('');
  const [action, setAction] = useState('s3:GetObject');
  const [key, setKey] = useState('example.txt');
  const [pairs, setPairs] = useState<Pair[]>([]);
  const isOnBucket = findActions(action).every(({ kind }) => kind === 'bucket') && findActions(action).length > 0;
  const resource = toBucketArn(bucket, isOnBucket ? null : key);
  const verdict = evaluate(policy, { caller: toCaller(asker, name), action, resource, valuesOf: toValuesOf(pairs) });
  return (
    <section aria-label="Who may do what?" className="mt-6 max-w-[860px] border-t border-line pt-4">
      <h2 className="text-lg font-semibold">Who may do what?</h2>
      <p className="text-ink-3">Answered here, by the policy in the editor alone. Nothing is sent.</p>
      <div className="mt-2 grid grid-cols-2 gap-3 max-[680px]:grid-cols-1">
        <Field label="Who asks">
          <Select items={askers} value={asker} onValueChange={setAsker} />
        </Field>
        {asker !== 'nobody' && (
          <Field label={asker === 'arn' ? 'ARN' : 'Canonical id'}>
            <TextInput mono spellCheck={false} value={name} onValueChange={setName} />
          </Field>
        )}
        <Field label="To do what">
          <SuggestInput suggestions={actionNames} value={action} onValueChange={setAction} />
        </Field>
        {!isOnBucket && (
          <Field label="To which key">
            <TextInput mono spellCheck={false} value={key} onValueChange={setKey} />
          </Field>
        )}
      </div>
      <PairList
        className="mt-3"
        label="With these values of condition keys"
        item="condition key"
        pairs={pairs}
        onPairsChange={setPairs}
      />
      <VerdictCallout policy={policy} verdict={verdict} isSaved={isSaved} />
    </section>
  );
}

function describeVerdict({ effect, isCertain }: Verdict): { tone: CalloutTone; text: string } {
  if (effect === null) return { tone: 'info', text: 'the policy says nothing about it' };
  if (!isCertain) return { tone: 'warn', text: effect === 'Allow' ? 'perhaps' : 'perhaps not' };
  return effect === 'Allow' ? { tone: 'ok', text: 'yes' } : { tone: 'danger', text: 'no' };
}

function VerdictCallout({ policy, verdict, isSaved }: Omit<PolicyEvaluatorProps, 'bucket'> & { verdict: Verdict }) {
  const { tone, text } = describeVerdict(verdict);
  const { statement, answers } = verdict;
  const deciding = statement === null ? null : policy.statements[statement];
  const whose = isSaved ? 'By the saved policy' : 'By the policy in the editor, not saved yet';
  return (
    <Callout tone={tone} role="status" className="mt-3" title={`${whose}: ${text}`}>
      {deciding ? (
        <p>{`${deciding.effect === 'Allow' ? 'Allowed' : 'Denied'} by ${nameStatement(deciding, statement ?? 0)}.`}</p>
      ) : (
        <p>Then only the owner gets in, and whom an ACL or a policy of the account lets in.</p>
      )}
      <ul className="mt-1 text-sm">
        {answers.map(({ obstacle }, index) => {
          const one = policy.statements[index];
          return obstacle !== null && one ? (
            <li key={index}>{`${nameStatement(one, index).replace(/^s/u, 'S')} (${one.effect}): ${obstacle}.`}</li>
          ) : null;
        })}
      </ul>
    </Callout>
  );
}
