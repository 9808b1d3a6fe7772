'use client';

import { ConfigurationList } from '@/components/bucket-settings/configuration-list';
import { ObjectFilterFields } from '@/components/bucket-settings/object-filter-fields';
import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/number-input';
import { Switch } from '@/components/ui/switch';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { noFilter } from '../object-filter';
import { references } from './constants';
import type { IntelligentTiering, TierDays } from './schema';
import { intelligentTiering } from './setting';

type Configuration = IntelligentTiering['configurations'][number];

const tiers = [
  { tier: 'archive-access', label: 'Archive access', least: 90 },
  { tier: 'deep-archive-access', label: 'Deep archive access', least: 180 },
] as const;

const makeConfiguration = (): Configuration => ({
  id: '',
  isEnabled: true,
  filter: noFilter,
  tierings: [{ tier: 'archive-access', days: 90 }],
});

function IntelligentTieringForm({ value, onChange, issues }: SettingFormProps<IntelligentTiering>) {
  return (
    <ConfigurationList
      label="Configurations"
      item="configuration"
      configurations={value.configurations}
      onChange={onChange}
      makeItem={makeConfiguration}
      issues={issues}
      idReference={references.id}
      emptyText="Objects of the class stay in its tiers of quick access."
    >
      {(one, change, below) => <ConfigurationFields value={one} onChange={change} issues={below} />}
    </ConfigurationList>
  );
}

interface ConfigurationFieldsProps {
  value: Configuration;
  onChange: (value: Configuration) => void;
  issues: Issues;
}

function ConfigurationFields({ value, onChange, issues }: ConfigurationFieldsProps) {
  const setTier = (tier: TierDays['tier'], days: number | null | undefined) => {
    const others = value.tierings.filter((one) => one.tier !== tier);
    const next = days === undefined ? others : [...others, { tier, days }];
    onChange({ ...value, tierings: next.toSorted((a, b) => (a.tier < b.tier ? -1 : 1)) });
  };
  return (
    <>
      <Switch
        label="In force"
        reference={references.isEnabled}
        checked={value.isEnabled}
        onCheckedChange={(isEnabled) => onChange({ ...value, isEnabled })}
      />
      <ObjectFilterFields
        value={value.filter}
        onChange={(filter) => onChange({ ...value, filter })}
        issues={issues.below('filter')}
        references={references.filter}
      />
      {tiers.map(({ tier, label, least }) => {
        const index = value.tierings.findIndex((one) => one.tier === tier);
        const tiering = value.tierings[index];
        return (
          <div key={tier} className="flex flex-col gap-1.5">
            <Switch
              label={label}
              reference={references.tier}
              checked={tiering !== undefined}
              onCheckedChange={(isOn) => setTier(tier, isOn ? least : undefined)}
            />
            {tiering && (
              <Field
                label={`${label} after`}
                description="Days in a row without access."
                error={issues.at('tierings', index, 'days')}
                reference={references.days}
                className="pl-10"
              >
                <NumberInput value={tiering.days} onValueChange={(days) => setTier(tier, days)} unit="days" />
              </Field>
            )}
          </div>
        );
      })}
      {issues.at('tierings') && (
        <p role="alert" className="text-sm text-danger">
          {issues.at('tierings')}
        </p>
      )}
    </>
  );
}

export const editor = defineEditor(intelligentTiering, IntelligentTieringForm);
