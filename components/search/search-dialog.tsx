'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { SuggestInput } from '@/components/ui/suggest-input';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { storageClasses } from '@/components/object-properties/metadata-draft';
import type { SearchMode, SearchQuery } from '@/lib/search/query';
import { toSearchDraft, toSearchQuery, type SearchDraft, type SearchProblems } from './search-draft';

interface SearchDialogProps {
  bucket: string;
  prefix: string;
  /** What to begin with. */
  search: SearchQuery;
  onClose: () => void;
  onSearch: (search: SearchQuery) => void;
}

const modes: readonly { value: SearchMode; label: string; description: string }[] = [
  { value: 'text', label: 'Part of the name', description: 'Anywhere in the path below this place' },
  {
    value: 'glob',
    label: 'Pattern with * and ?',
    description: 'Of the last name; with a slash in it, of the whole path',
  },
  { value: 'regex', label: 'Regular expression', description: 'RE2 syntax, anywhere in the path' },
];

const hints: Record<SearchMode, string> = {
  text: 'Anywhere in the path below this place. Empty finds every name.',
  glob: '* and ? stop at slashes, ** does not. Without a slash it is for the last name alone: *.jpg',
  regex: 'RE2 syntax: no look-around and no backreferences. Found anywhere unless it says ^ and $.',
};

/** Everything a search can ask for. It begins when it is sent, and stands in the address from then on. */
export function SearchDialog({ bucket, prefix, search, onClose, onSearch }: SearchDialogProps) {
  const [draft, setDraft] = useState(() => toSearchDraft(search));
  const [isTried, setTried] = useState(false);
  const { query, problems } = toSearchQuery(draft);
  const change = (part: Partial<SearchDraft>): void => setDraft((last) => ({ ...last, ...part }));
  const submit = (): void => {
    setTried(true);
    if (Object.keys(problems).length === 0) onSearch(query);
  };
  return (
    <Dialog
      open
      width="medium"
      keepOpenOnOutsidePress
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Search"
      description={
        <>
          All objects below <KeyName text={`${bucket}/${prefix}`} className="font-mono break-all" />
        </>
      }
      onSubmit={submit}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary">
            Search
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Name" description={hints[draft.mode]} error={isTried ? (problems.whole ?? null) : null}>
          <TextInput
            mono={draft.mode !== 'text'}
            value={draft.text}
            autoComplete="off"
            spellCheck={false}
            maxLength={1024}
            onValueChange={(text) => change({ text })}
          />
        </Field>
        <div className="flex flex-wrap items-end gap-3">
          <Field label="How the name is meant" className="min-w-[200px] flex-1">
            <Select<SearchMode> items={modes} value={draft.mode} onValueChange={(mode) => change({ mode })} />
          </Field>
          <Switch
            label="Match case"
            className="mb-1.5"
            checked={draft.isCaseSensitive}
            onCheckedChange={(isCaseSensitive) => change({ isCaseSensitive })}
          />
        </div>
        <FilterFields draft={draft} problems={isTried ? problems : {}} onChange={change} />
      </div>
    </Dialog>
  );
}

interface FilterFieldsProps {
  draft: SearchDraft;
  problems: SearchProblems;
  onChange: (part: Partial<SearchDraft>) => void;
}

function FilterFields({ draft, problems, onChange }: FilterFieldsProps) {
  return (
    <div className="grid grid-cols-1 gap-3 min-[480px]:grid-cols-2">
      <Field label="Smallest size" error={problems.minSize ?? null}>
        <TextInput value={draft.minSize} placeholder="any" onValueChange={(minSize) => onChange({ minSize })} />
      </Field>
      <Field label="Largest size" error={problems.maxSize ?? null}>
        <TextInput value={draft.maxSize} placeholder="any" onValueChange={(maxSize) => onChange({ maxSize })} />
      </Field>
      <Field label="Changed since" error={problems.from ?? null}>
        <TextInput type="datetime-local" value={draft.from} onValueChange={(from) => onChange({ from })} />
      </Field>
      <Field label="Changed before" error={problems.to ?? null}>
        <TextInput type="datetime-local" value={draft.to} onValueChange={(to) => onChange({ to })} />
      </Field>
      <Field label="Storage class">
        <SuggestInput
          value={draft.storageClass}
          placeholder="any"
          suggestions={storageClasses}
          onValueChange={(storageClass) => onChange({ storageClass })}
        />
      </Field>
    </div>
  );
}
