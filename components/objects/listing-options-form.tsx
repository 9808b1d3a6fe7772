'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useColumnChoice } from '@/components/ui/grid/use-column-choice';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { showsVersions, type BrowseState } from '@/lib/client/routes';
import { fromOptionNames, isAccountId, isMaxKeys, toOptionNames, type ListingOptions } from '@/lib/listing/options';
import type { BucketTarget } from '@/lib/objects/schema';
import { toGridId } from './columns';
import { PaymentField } from './payment';
import { goTo } from './use-browse-state';
import { usePayment } from './use-payment';

type DelimiterChoice = 'slash' | 'none' | 'other';

function toDelimiterChoice(delimiter: string): DelimiterChoice {
  if (delimiter === '/') return 'slash';
  return delimiter === '' ? 'none' : 'other';
}

interface Draft {
  delimiterChoice: DelimiterChoice;
  otherDelimiter: string;
  startAfter: string;
  maxKeys: string;
  options: ListingOptions;
}

function toDraft(state: BrowseState): Draft {
  const options = fromOptionNames(state.options);
  const delimiterChoice = toDelimiterChoice(state.delimiter);
  return {
    delimiterChoice,
    otherDelimiter: delimiterChoice === 'other' ? state.delimiter : '',
    startAfter: state.startAfter?.slice(state.prefix.length) ?? '',
    maxKeys: options.maxKeys === null ? '' : String(options.maxKeys),
    options,
  };
}

/** What is wrong with each field, if anything. */
function findProblems({ delimiterChoice, otherDelimiter, maxKeys, options }: Draft) {
  return {
    delimiter: delimiterChoice === 'other' && otherDelimiter === '' ? 'Type the delimiter.' : null,
    maxKeys: maxKeys !== '' && !isMaxKeys(Number(maxKeys)) ? 'From 1 to 1,000.' : null,
    account:
      options.expectedBucketOwner !== '' && !isAccountId(options.expectedBucketOwner)
        ? 'An account id has twelve digits.'
        : null,
  };
}

function toChange(draft: Draft, prefix: string): Partial<BrowseState> {
  const delimiters = { slash: '/', none: '', other: draft.otherDelimiter };
  return {
    delimiter: delimiters[draft.delimiterChoice],
    startAfter: draft.startAfter === '' ? null : prefix + draft.startAfter,
    options: toOptionNames({ ...draft.options, maxKeys: draft.maxKeys === '' ? null : Number(draft.maxKeys) }),
  };
}

interface OptionsFormProps {
  target: BucketTarget;
  state: BrowseState;
  isDirectoryBucket: boolean;
  onDone: () => void;
}

/** Everything that changes how a place is listed. Nothing is asked until it is sent. */
export function ListingOptionsForm({ target, state, isDirectoryBucket, onDone }: OptionsFormProps) {
  const [draft, setDraft] = useState(() => toDraft(state));
  const payment = usePayment(target);
  const [pays, setPays] = useState(payment.pays);
  const { show } = useColumnChoice(toGridId(showsVersions(state)));
  const problems = findProblems(draft);
  const change = (part: Partial<Draft>): void => setDraft((last) => ({ ...last, ...part }));

  const apply = (): void => {
    if (Object.values(problems).some((problem) => problem !== null)) return;
    goTo(toChange(draft, state.prefix));
    if (pays !== payment.pays) payment.setPays(pays);
    if (draft.options.fetchOwner) show('owner', true);
    if (draft.options.restoreStatus) show('restore', true);
    onDone();
  };

  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      {!isDirectoryBucket && <PlaceFields draft={draft} problem={problems.delimiter} onChange={change} />}
      <SwitchFields options={draft.options} onChange={(options) => change({ options })} />
      <PaymentField target={target} pays={pays} onChange={setPays} />
      <Field label="Keys per page" hint="max-keys" error={problems.maxKeys}>
        <TextInput
          value={draft.maxKeys}
          inputMode="numeric"
          placeholder="1,000, or what the server allows"
          onValueChange={(maxKeys) => change({ maxKeys })}
        />
      </Field>
      <Field label="Expected bucket owner" hint="account id" error={problems.account}>
        <TextInput
          mono
          value={draft.options.expectedBucketOwner}
          inputMode="numeric"
          placeholder="not checked"
          onValueChange={(text) => change({ options: { ...draft.options, expectedBucketOwner: text.trim() } })}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button
          variant="quiet"
          onClick={() => {
            goTo({ delimiter: '/', options: [] });
            onDone();
          }}
        >
          Reset
        </Button>
        <Button type="submit" variant="primary">
          List
        </Button>
      </div>
    </form>
  );
}

interface PlaceFieldsProps {
  draft: Draft;
  problem: string | null;
  onChange: (part: Partial<Draft>) => void;
}

function PlaceFields({ draft, problem, onChange }: PlaceFieldsProps) {
  return (
    <>
      <Field label="Folders end at" hint="delimiter">
        <Select<DelimiterChoice>
          value={draft.delimiterChoice}
          onValueChange={(delimiterChoice) => onChange({ delimiterChoice })}
          items={[
            { value: 'slash', label: 'a slash' },
            { value: 'none', label: 'nothing: list flat' },
            { value: 'other', label: 'something else' },
          ]}
        />
      </Field>
      {draft.delimiterChoice === 'other' && (
        <Field label="Delimiter" error={problem}>
          <TextInput
            mono
            value={draft.otherDelimiter}
            onValueChange={(otherDelimiter) => onChange({ otherDelimiter })}
          />
        </Field>
      )}
      <Field label="Jump to names after" hint="start-after">
        <TextInput
          mono
          value={draft.startAfter}
          placeholder="the beginning"
          onValueChange={(startAfter) => onChange({ startAfter })}
        />
      </Field>
    </>
  );
}

interface SwitchFieldsProps {
  options: ListingOptions;
  onChange: (options: ListingOptions) => void;
}

function SwitchFields({ options, onChange }: SwitchFieldsProps) {
  return (
    <>
      <Switch
        label="Ask for owners"
        checked={options.fetchOwner}
        onCheckedChange={(fetchOwner) => onChange({ ...options, fetchOwner })}
      />
      <Switch
        label="Ask for restore status"
        checked={options.restoreStatus}
        onCheckedChange={(restoreStatus) => onChange({ ...options, restoreStatus })}
      />
      <Switch
        label="Use ListObjects version 1"
        description="For servers without version 2."
        checked={options.isVersion1}
        onCheckedChange={(isVersion1) => onChange({ ...options, isVersion1 })}
      />
    </>
  );
}
