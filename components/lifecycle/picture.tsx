'use client';

import { useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { getLife, makeSubject, type LifeOptions, type ObjectLife } from '@/lib/lifecycle/life';
import { findDroppedParts, findRemarks, type LifecycleLacks } from '@/lib/lifecycle/remarks';
import { nameRule, type LifecycleRule } from '@/lib/lifecycle/rules';
import { SubjectFields, toSubject, type TypedSubject } from './subject-fields';
import { Timeline } from './timeline';

interface PictureProps {
  /** The rules as they stand in the editor. */
  rules: readonly LifecycleRule[];
  minimumSize: LifeOptions['minimumSize'];
  /** What the server may drop. */
  lacks: LifecycleLacks;
}

const own = 'own';

/** What the rules come to: where they contradict each other, and what happens to an object. */
export function LifecyclePicture({ rules, minimumSize, lacks }: PictureProps) {
  const [nowMs] = useState(() => Date.now());
  const remarks = [...findDroppedParts(rules, lacks), ...findRemarks(rules, nowMs)];
  if (rules.length === 0) return null;
  return (
    <div className="mt-6 flex flex-col gap-5 border-t border-line pt-4">
      {remarks.length > 0 && (
        <section aria-label="Remarks on the rules" className="flex max-w-[860px] flex-col gap-2">
          <h2 className="text-lg font-semibold">Worth a look</h2>
          {remarks.map(({ tone, text }) => (
            <Callout key={text} tone={tone} role="note">
              {text}
            </Callout>
          ))}
        </section>
      )}
      <Lives {...{ rules, minimumSize, nowMs }} />
    </div>
  );
}

function Lives({ rules, minimumSize, nowMs }: Omit<PictureProps, 'lacks'> & { nowMs: number }) {
  const [choice, setChoice] = useState<string | null>(null);
  const [typed, setTyped] = useState<TypedSubject>({ key: 'example', sizeBytes: 1_048_576, tagText: '' });
  const names = rules.map(nameRule);
  const name = (index: number) => names[index] ?? '';
  const enabled = rules.flatMap((rule, index) => (rule.isEnabled ? [index] : []));
  const chosen = enabled.find((index) => choice === null || String(index) === choice);
  const rule = choice === own ? undefined : rules[chosen ?? -1];
  const subject = rule ? makeSubject(rule) : toSubject(typed);
  const life = getLife(rules, subject, { minimumSize, nowMs });
  return (
    <section aria-label="Life of an object" className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">What happens to an object</h2>
      <Field label="Object" className="max-w-[420px]">
        <Select
          items={[
            ...enabled.map((index) => ({ value: String(index), label: `One that ${name(index)} matches` })),
            { value: own, label: 'Another one' },
          ]}
          value={rule && chosen !== undefined ? String(chosen) : own}
          onValueChange={setChoice}
        />
      </Field>
      {!rule && <SubjectFields subject={typed} onChange={setTyped} />}
      <p role="status" className="text-ink-2">
        {describeMatches(life, name)}
      </p>
      <Timeline
        title="The object"
        counted="days since it was made"
        steps={life.current}
        start="stays as it was put"
        end="deleted"
        nameRule={name}
      />
      <Timeline
        title="An earlier version of it"
        counted="days since it was replaced or hidden by a delete marker"
        steps={life.noncurrent}
        start="stays as it was"
        end="deleted for good"
        nameRule={name}
      />
      <Timeline
        title="An upload of it that is not completed"
        counted="days since it began"
        steps={life.upload ? [life.upload] : []}
        start="waits for its completion"
        end="given up, parts deleted"
        nameRule={name}
      />
    </section>
  );
}

function describeMatches({ rules }: ObjectLife, name: (index: number) => string): string {
  if (rules.length === 0) return 'No enabled rule matches it.';
  return `It is matched by ${rules.map(name).join(', ')}.`;
}
