'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useToast } from '@/components/ui/toast';
import { tagsQuery, writeTagsMutation } from '@/lib/object-properties/queries';
import type { ObjectTag } from '@/lib/object-properties/schema';
import type { ObjectTarget } from '@/lib/objects/schema';
import { PairRows } from './pair-rows';
import { dropEmptyPairs, findPairProblem } from './pairs';
import { PropertyState } from './property-state';
import { SaveBar } from './save-bar';

interface TagsTabProps {
  target: ObjectTarget;
  isReadOnly: boolean;
}

/** The tags of an object. */
export function TagsTab({ target, isReadOnly }: TagsTabProps) {
  const query = useQuery(tagsQuery(target));
  return (
    <PropertyState what="tags" query={query}>
      {query.data && (
        <TagsForm key={JSON.stringify(query.data)} target={target} tags={query.data} isReadOnly={isReadOnly} />
      )}
    </PropertyState>
  );
}

const maxTags = 10;

function TagsForm({ target, tags, isReadOnly }: TagsTabProps & { tags: ObjectTag[] }) {
  const [draft, setDraft] = useState(tags);
  const client = useQueryClient();
  const toast = useToast();
  const write = useMutation(writeTagsMutation());
  const isChanged = JSON.stringify(dropEmptyPairs(draft)) !== JSON.stringify(tags);
  const problem = findPairProblem(draft);
  const save = (): void => {
    if (!isChanged || problem !== null || write.isPending) return;
    write.mutate(
      { ...target, tags: dropEmptyPairs(draft), seen: tags },
      {
        onSuccess: (saved) => {
          toast.success('Tags saved');
          client.setQueryData(tagsQuery(target).queryKey, saved);
          void client.invalidateQueries({ queryKey: ['object', target.connection, target.bucket, target.key] });
        },
      },
    );
  };
  return (
    <form
      noValidate
      aria-label="Tags"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {draft.length === 0 && <p className="mb-2 text-ink-3">This object has no tags.</p>}
      <PairRows what="tag" pairs={draft} max={maxTags} isReadOnly={isReadOnly} onChange={setDraft} />
      <SaveBar
        isChanged={isChanged}
        problem={problem}
        isPending={write.isPending}
        error={write.error}
        failure="The tags were not saved"
        onReset={() => {
          setDraft(tags);
          write.reset();
        }}
      />
    </form>
  );
}
