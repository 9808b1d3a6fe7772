'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { StringList } from '@/components/ui/string-list';
import { fromList, namesOf, principalKinds, type PrincipalKind, type Statement } from '@/lib/policy/document';
import type { Issues } from '@/lib/settings/issues';
import { references } from '@/lib/settings/policy/constants';

type Chosen = NonNullable<Statement['principals']>;

const modes = [
  { value: 'everyone', label: 'Everyone', description: 'With keys or without.' },
  { value: 'named', label: 'Only those named' },
  { value: 'others', label: 'All but those named', description: 'NotPrincipal: seldom what is meant.' },
] as const;

const lists: Record<PrincipalKind, { label: string; item: string; description: string; placeholder: string }> = {
  aws: {
    label: 'Accounts, users and roles',
    item: 'principal',
    description: 'ARNs or account numbers. On Ceph: arn:aws:iam:::user/name.',
    placeholder: 'arn:aws:iam::111122223333:user/ana',
  },
  canonicalUser: {
    label: 'Canonical ids',
    item: 'canonical id',
    description: 'Accounts as ACLs name them.',
    placeholder: '79a59df900b949e5…',
  },
  service: {
    label: 'Services',
    item: 'service',
    description: 'Services of the provider.',
    placeholder: 'logging.s3.amazonaws.com',
  },
  federated: {
    label: 'Federated users',
    item: 'federated user',
    description: 'By the identity provider.',
    placeholder: 'cognito-identity.amazonaws.com',
  },
};

const nobody: Record<PrincipalKind, null> = { aws: null, canonicalUser: null, service: null, federated: null };

interface PrincipalFieldsProps {
  principals: Statement['principals'];
  onChange: (principals: Chosen) => void;
  issues: Issues;
}

/** Whom a statement is about. */
export function PrincipalFields({ principals, onChange, issues }: PrincipalFieldsProps) {
  const mode =
    principals === null ? 'named' : principals.isNot ? 'others' : principals.who === '*' ? 'everyone' : 'named';
  const named = principals && principals.who !== '*' ? principals.who : null;
  const choose = (next: (typeof modes)[number]['value']) => {
    if (next === mode) return;
    if (next === 'everyone') onChange({ isNot: false, who: '*' });
    else onChange({ isNot: next === 'others', who: named ?? { ...nobody, aws: [''] } });
  };
  const replace = (kind: PrincipalKind, texts: string[]) =>
    onChange({
      isNot: principals?.isNot ?? false,
      who: { ...(named ?? nobody), [kind]: texts.length === 0 ? null : fromList(texts, named?.[kind] ?? []) },
    });
  return (
    <>
      <Field
        label="Who"
        error={issues.at() ?? issues.at('who')}
        reference={mode === 'others' ? references.notPrincipal : references.principal}
        className="max-w-[340px]"
      >
        <Select items={modes} value={mode} onValueChange={choose} />
      </Field>
      {mode !== 'everyone' &&
        principalKinds.map((kind) => {
          const values = principals ? namesOf(principals.who, kind) : [];
          return (
            <StringList
              key={kind}
              {...lists[kind]}
              description={values.length > 0 || kind === 'aws' ? lists[kind].description : undefined}
              values={values}
              onValuesChange={(texts) => replace(kind, texts)}
              error={issues.at('who', kind)}
              errorAt={(index) => issues.at('who', kind, index)}
            />
          );
        })}
    </>
  );
}
