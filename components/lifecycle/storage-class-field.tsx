'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { transitionClasses } from '@/lib/lifecycle/rules';

/** Stands for every class that is not Amazon's. */
const other = 'other';

const items = [
  { value: 'STANDARD_IA', label: 'STANDARD_IA', description: 'Infrequent access, several zones' },
  { value: 'INTELLIGENT_TIERING', label: 'INTELLIGENT_TIERING', description: 'Moved by how often it is read' },
  { value: 'ONEZONE_IA', label: 'ONEZONE_IA', description: 'Infrequent access, one zone' },
  { value: 'GLACIER_IR', label: 'GLACIER_IR', description: 'Archive, read in milliseconds' },
  { value: 'GLACIER', label: 'GLACIER', description: 'Archive, restored in minutes to hours' },
  { value: 'DEEP_ARCHIVE', label: 'DEEP_ARCHIVE', description: 'Archive, restored in hours' },
  { value: other, label: 'Another class', description: 'A name the server gives its own' },
] satisfies readonly { value: (typeof transitionClasses)[number] | typeof other; label: string; description: string }[];

type Choice = (typeof items)[number]['value'];

interface StorageClassFieldProps {
  /** What it is the class of, such as “transition 1”. */
  of: string;
  value: string;
  onChange: (storageClass: string) => void;
  error: string | undefined;
}

/** One of Amazon's classes, or a name of the server's own. */
export function StorageClassField({ of, value, onChange, error }: StorageClassFieldProps) {
  const isKnown = (transitionClasses as readonly string[]).includes(value);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Field label={<span className="sr-only">{`Storage class of ${of}`}</span>} error={isKnown ? error : undefined}>
        <Select<Choice>
          items={items}
          value={isKnown ? (value as Choice) : other}
          onValueChange={(next) => onChange(next === other ? '' : next)}
        />
      </Field>
      {!isKnown && (
        <Field label={<span className="sr-only">{`Name of the class of ${of}`}</span>} error={error}>
          <TextInput
            mono
            spellCheck={false}
            autoComplete="off"
            placeholder="Name of the class"
            value={value}
            onValueChange={onChange}
          />
        </Field>
      )}
    </div>
  );
}
