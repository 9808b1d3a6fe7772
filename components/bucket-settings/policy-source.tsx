'use client';

import { autocompletion, completionKeymap, type CompletionContext } from '@codemirror/autocomplete';
import { linter, type Diagnostic } from '@codemirror/lint';
import { keymap } from '@codemirror/view';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { JsonEditor } from '@/components/ui/json-editor';
import { completePolicy } from '@/lib/policy/completion';
import type { PrincipalKind } from '@/lib/policy/document';
import { policySurroundingsQuery } from '@/lib/policy/queries';
import { lintPolicySource, type SourceRemark } from '@/lib/policy/source-lint';
import type { SettingSourceProps } from '@/lib/settings/define';

const severities: Record<SourceRemark['tone'], Diagnostic['severity']> = {
  info: 'info',
  warn: 'warning',
  danger: 'error',
};

/** The JSON of a policy, with completion of what S3 knows, and remarks where they belong. */
export function PolicySource({ connection, bucket, saved, ...editor }: SettingSourceProps) {
  const { data } = useQuery(policySurroundingsQuery({ connection, bucket }, JSON.stringify(saved)));
  const ignored = useRef<readonly PrincipalKind[]>([]);
  useEffect(() => {
    ignored.current = data?.ignoredPrincipals ?? [];
  });
  const extensions = useMemo(
    () => [
      autocompletion({
        override: [
          (context: CompletionContext) => {
            const found = completePolicy(context.state.doc.toString(), context.pos, bucket);
            return found && { ...found, validFor: /^[^"\\]*$/u };
          },
        ],
      }),
      keymap.of(completionKeymap),
      linter((view) => {
        const remarks = lintPolicySource(view.state.doc.toString(), { bucket, ignoredPrincipals: ignored.current });
        return remarks.map(({ from, to, tone, text }) => ({ from, to, severity: severities[tone], message: text }));
      }),
    ],
    [bucket],
  );
  return <JsonEditor {...editor} more={extensions} />;
}
