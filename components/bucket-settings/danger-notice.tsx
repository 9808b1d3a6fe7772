'use client';

import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';

interface DangerNoticeProps {
  /** A sentence each; `null` where they could not be found out. */
  dangers: readonly string[] | null;
  bucket: string;
  typed: string;
  onTypedChange: (text: string) => void;
  className?: string;
}

/** What saving would take from whoever saves. It asks for the name of the bucket. */
export function DangerNotice({ dangers, bucket, typed, onTypedChange, className }: DangerNoticeProps) {
  return (
    <div className={className}>
      <Callout
        tone="danger"
        role="alert"
        title={dangers ? 'This may shut you out' : 'Whether this shuts you out could not be found out'}
      >
        {dangers && (
          <ul>
            {dangers.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </Callout>
      <Field
        className="mt-3 max-w-[360px]"
        label="Name of the bucket"
        description={`Type ${bucket} to save it all the same.`}
      >
        <TextInput mono autoComplete="off" spellCheck={false} value={typed} onValueChange={onTypedChange} />
      </Field>
    </div>
  );
}
