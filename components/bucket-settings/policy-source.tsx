'use client';

import { autocompletion, completionKeymap, type CompletionContext } from '@codemirror/autocomplete';
import { linter, type Diagnostic } from '@codemirror/lint';
import { keymap } from '@codemirror/view';
import { useMemo } from 'react';
import { useConnection } from '@/components/connections/use-connections';
import { JsonEditor } from '@/components/ui/json-editor';
import { completePolicy } from '@/lib/policy/completion';
import { lintPolicySource, type SourceRemark } from '@/lib/policy/source-lint';
import { getProvider } from '@/lib/s3/providers/all';
import type { SettingSourceProps } from '@/lib/settings/define';

const severities: Record<SourceRemark['tone'], Diagnostic['severity']> = {
  info: 'info',
  warn: 'warning',
  danger: 'error',
};

/** The JSON of a policy, with completion of what S3 knows, and remarks where they belong. */
export function PolicySource({ connection, bucket, ...editor }: SettingSourceProps) {
  const provider = useConnection(connection)?.provider.id ?? 'other';
  const { ignoredPrincipals } = getProvider(provider);
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
        const remarks = lintPolicySource(view.state.doc.toString(), { bucket, ignoredPrincipals });
        return remarks.map(({ from, to, tone, text }) => ({ from, to, severity: severities[tone], message: text }));
      }),
    ],
    [bucket, ignoredPrincipals],
  );
  return <JsonEditor {...editor} more={extensions} />;
}
