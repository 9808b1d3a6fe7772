'use client';

import { useState } from 'react';
import { useOpenLocation } from '@/components/shell/use-open-location';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import type { ConnectionView } from '@/lib/connections/types';

interface OpenBucketFormProps {
  connection: ConnectionView;
  onOpened?: () => void;
  className?: string;
}

/** For keys that may not list, and for buckets of others. */
export function OpenBucketForm({ connection, onOpened, className }: OpenBucketFormProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isOpening, setOpening] = useState(false);
  const openLocation = useOpenLocation(connection.id);

  const submit = async () => {
    setOpening(true);
    const found = await openLocation(text);
    setOpening(false);
    setProblem(found);
    if (found === null) onOpened?.();
  };

  return (
    <form
      noValidate
      className={classNames('flex items-start gap-2', className)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isOpening) void submit();
      }}
    >
      <Field
        label="Bucket"
        description="A name, an access point alias, an ARN, an s3:// address or a URL."
        error={problem}
        className="min-w-0 flex-1"
      >
        <TextInput
          value={text}
          onValueChange={(value) => {
            setText(value);
            setProblem(null);
          }}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          mono
        />
      </Field>
      <Button type="submit" variant="primary" pending={isOpening} className="mt-[22px]">
        Open
      </Button>
    </form>
  );
}
