'use client';

import { Chip } from '@/components/objects/chip';
import { goTo } from '@/components/objects/use-browse-state';
import { KeyName } from '@/components/ui/key-name';
import type { SearchMode, SearchQuery } from '@/lib/search/query';
import { describeFilters } from './describe-search';

const labels: Record<SearchMode, string> = { text: 'Search', glob: 'Pattern', regex: 'Expression' };

/** What is searched for; a press changes it. */
export function SearchChip({ search, onEdit }: { search: SearchQuery; onEdit: () => void }) {
  const filters = describeFilters(search);
  return (
    <Chip label={labels[search.mode]} onRemove={() => goTo({})}>
      <button type="button" className="font-medium hover:underline" title={filters || undefined} onClick={onEdit}>
        {search.text === '' ? 'any name' : <KeyName text={search.text} />}
        {filters && `, ${filters}`}
      </button>
    </Chip>
  );
}
