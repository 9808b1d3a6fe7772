'use client';

import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/number-input';
import { TextInput } from '@/components/ui/text-input';
import type { RuleSubject } from '@/lib/lifecycle/filters';

/** An object as somebody types it. */
export interface TypedSubject {
  key: string;
  sizeBytes: number | null;
  /** `class=scratch, team=a`. */
  tagText: string;
}

export function toSubject({ key, sizeBytes, tagText }: TypedSubject): RuleSubject {
  const tags = tagText
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...rest] = part.split('=');
      return { key: name.trim(), value: rest.join('=').trim() };
    });
  return { key, sizeBytes: sizeBytes ?? 0, tags };
}

interface SubjectFieldsProps {
  subject: TypedSubject;
  onChange: (subject: TypedSubject) => void;
}

/** An object to try the rules on. */
export function SubjectFields({ subject, onChange }: SubjectFieldsProps) {
  return (
    <div className="grid gap-2.5 min-[680px]:grid-cols-3">
      <Field label="Key">
        <TextInput
          mono
          spellCheck={false}
          autoComplete="off"
          value={subject.key}
          onValueChange={(key) => onChange({ ...subject, key })}
        />
      </Field>
      <Field label="Size">
        <NumberInput
          unit="bytes"
          value={subject.sizeBytes}
          onValueChange={(sizeBytes) => onChange({ ...subject, sizeBytes })}
        />
      </Field>
      <Field label="Tags of the object" hint="with commas">
        <TextInput
          mono
          spellCheck={false}
          autoComplete="off"
          placeholder="class=scratch"
          value={subject.tagText}
          onValueChange={(tagText) => onChange({ ...subject, tagText })}
        />
      </Field>
    </div>
  );
}
