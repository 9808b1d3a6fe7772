'use client';

import { CheckList } from '@/components/ui/check-list';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Switch } from '@/components/ui/switch';
import { OptionalInput } from '@/components/ui/optional-input';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import { knownEvents, type Notification, type NotificationTarget } from './schema';
import { notification } from './setting';

const kinds = [
  { list: 'topics', label: 'Topics (SNS)', item: 'topic', service: 'sns' },
  { list: 'queues', label: 'Queues (SQS)', item: 'queue', service: 'sqs' },
  { list: 'functions', label: 'Functions (Lambda)', item: 'function', service: 'lambda' },
] as const;

const makeTarget = (): NotificationTarget => ({
  id: null,
  arn: '',
  events: ['s3:ObjectCreated:*'],
  prefix: null,
  suffix: null,
});

function NotificationForm({ value, onChange, issues, disabled }: SettingFormProps<Notification>) {
  return (
    <div className="flex flex-col gap-5">
      {issues.at() && (
        <p role="alert" className="text-sm text-danger">
          {issues.at()}
        </p>
      )}
      {kinds.map(({ list, label, item, service }) => (
        <section key={list} aria-label={label}>
          <h2 className="mb-1 font-medium">{label}</h2>
          <ItemList
            label={label}
            item={item}
            items={value[list]}
            onItemsChange={(targets) => onChange({ ...value, [list]: targets })}
            makeItem={makeTarget}
            describe={({ id }) => id}
            error={issues.at(list)}
            emptyText={`No ${item} is told.`}
          >
            {(target, index, change) => (
              <TargetFields
                service={service}
                target={target}
                onChange={change}
                issues={issues.below(list, index)}
                pages={references[list]}
              />
            )}
          </ItemList>
        </section>
      ))}
      <Switch
        label="EventBridge"
        reference={references.eventBridge}
        description="Every event goes to Amazon EventBridge as well."
        checked={value.eventBridge}
        disabled={disabled}
        onCheckedChange={(eventBridge) => onChange({ ...value, eventBridge })}
      />
    </div>
  );
}

interface TargetFieldsProps {
  service: string;
  target: NotificationTarget;
  onChange: (target: NotificationTarget) => void;
  issues: Issues;
  /** The references of its kind. */
  pages: (typeof references)['topics'];
}

function TargetFields({ service, target, onChange, issues, pages }: TargetFieldsProps) {
  const events = [...new Set([...knownEvents, ...target.events])].map((event) => ({
    value: event,
    label: <span className="font-mono text-sm">{event.replace(/^s3:/u, '')}</span>,
  }));
  return (
    <>
      <Field label="ARN" error={issues.at('arn')} reference={pages.arn}>
        <TextInput
          mono
          spellCheck={false}
          placeholder={`arn:aws:${service}:region:account:name`}
          value={target.arn}
          onValueChange={(arn) => onChange({ ...target, arn })}
        />
      </Field>
      <CheckList
        label="Events"
        items={events}
        values={target.events}
        onValuesChange={(chosen) => onChange({ ...target, events: chosen })}
        error={issues.within('events')}
        reference={pages.events}
      />
      <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
        <Field label="Keys begin with" hint="optional" error={issues.at('prefix')} reference={pages.affix}>
          <OptionalInput
            mono
            spellCheck={false}
            value={target.prefix}
            onValueChange={(prefix) => onChange({ ...target, prefix })}
          />
        </Field>
        <Field label="Keys end with" hint="optional" error={issues.at('suffix')} reference={pages.affix}>
          <OptionalInput
            mono
            spellCheck={false}
            value={target.suffix}
            onValueChange={(suffix) => onChange({ ...target, suffix })}
          />
        </Field>
      </div>
      <Field label="Id" hint="optional" error={issues.at('id')} reference={pages.id}>
        <OptionalInput value={target.id} onValueChange={(id) => onChange({ ...target, id })} />
      </Field>
    </>
  );
}

export const editor = defineEditor(notification, NotificationForm);
