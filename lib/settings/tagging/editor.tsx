'use client';

import { PairList } from '@/components/ui/pair-list';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import type { Tagging } from './schema';
import { tagging } from './setting';

function TaggingForm({ value, onChange, issues }: SettingFormProps<Tagging>) {
  return (
    <PairList
      label="Tags"
      item="tag"
      pairs={value.tags}
      onPairsChange={(tags) => onChange({ tags })}
      error={issues.at('tags')}
      reference={references.tags}
      errorAt={(index, part) => issues.at('tags', index, part)}
    />
  );
}

export const editor = defineEditor(tagging, TaggingForm);
