'use client';

import { WebsiteTools } from '@/components/bucket-settings/website-tools';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import type { RoutingRule, Website } from './schema';
import { website } from './setting';

const modes = [
  { value: 'pages', label: 'Show pages of this bucket' },
  { value: 'redirect', label: 'Send every request elsewhere' },
] as const;

const asRequested = 'same';

const protocols = [
  { value: asRequested, label: 'As the request' },
  { value: 'https', label: 'https' },
  { value: 'http', label: 'http' },
] as const;

type Protocol = 'http' | 'https' | null;

const toText = (text: string | null): string => text ?? '';
const fromText = (text: string): string | null => (text === '' ? null : text);

function WebsiteForm({ value, onChange, issues }: SettingFormProps<Website>) {
  const changeMode = (mode: 'pages' | 'redirect') =>
    onChange(
      mode === 'pages'
        ? { ...value, indexSuffix: value.indexSuffix ?? 'index.html', redirectAllTo: null }
        : { indexSuffix: null, errorKey: null, redirectAllTo: { hostName: '', protocol: null }, routingRules: [] },
    );
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Website"
        error={issues.at('redirectAllTo')}
        reference={references.redirectAllTo}
        className="max-w-[320px]"
      >
        <Select items={modes} value={value.redirectAllTo ? 'redirect' : 'pages'} onValueChange={changeMode} />
      </Field>
      {value.redirectAllTo ? (
        <ElsewhereFields
          value={value.redirectAllTo}
          onChange={(redirectAllTo) => onChange({ ...value, redirectAllTo })}
          issues={issues.below('redirectAllTo')}
        />
      ) : (
        <PageFields value={value} onChange={onChange} issues={issues} />
      )}
    </div>
  );
}

interface PartProps<Part> {
  value: Part;
  onChange: (value: Part) => void;
  issues: Issues;
}

interface KeyFieldProps {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
  error: string | undefined;
  reference: string;
  placeholder: string;
  description?: string;
}

/** A key, a host or a code; empty means not said. */
function KeyField({ label, value, onChange, error, reference, placeholder, description }: KeyFieldProps) {
  return (
    <Field label={label} hint="optional" description={description} error={error} reference={reference}>
      <TextInput
        mono
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        value={toText(value)}
        onValueChange={(text) => onChange(fromText(text))}
      />
    </Field>
  );
}

interface ProtocolFieldProps {
  value: Protocol;
  onChange: (value: Protocol) => void;
  reference: string;
}

function ProtocolField({ value, onChange, reference }: ProtocolFieldProps) {
  return (
    <Field label="Protocol" reference={reference}>
      <Select
        items={protocols}
        value={value ?? asRequested}
        onValueChange={(next) => onChange(next === asRequested ? null : next)}
      />
    </Field>
  );
}

function ElsewhereFields({ value, onChange, issues }: PartProps<NonNullable<Website['redirectAllTo']>>) {
  return (
    <div className="grid gap-2.5 min-[480px]:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Field
        label="Host"
        description="Without https:// and without a path."
        error={issues.at('hostName')}
        reference={references.elsewhere.hostName}
      >
        <TextInput
          mono
          spellCheck={false}
          autoComplete="off"
          placeholder="www.example.com"
          value={value.hostName}
          onValueChange={(hostName) => onChange({ ...value, hostName })}
        />
      </Field>
      <ProtocolField
        value={value.protocol}
        onChange={(protocol) => onChange({ ...value, protocol })}
        reference={references.elsewhere.protocol}
      />
    </div>
  );
}

const makeRule = (): RoutingRule => ({
  condition: null,
  redirect: {
    hostName: null,
    protocol: null,
    httpRedirectCode: null,
    replaceKeyPrefixWith: null,
    replaceKeyWith: null,
  },
});

function PageFields({ value, onChange, issues }: PartProps<Website>) {
  return (
    <>
      <div className="grid gap-2.5 min-[480px]:grid-cols-2">
        <Field
          label="Index document"
          description="Shown for the site itself and for every folder."
          error={issues.at('indexSuffix')}
          reference={references.indexSuffix}
        >
          <TextInput
            mono
            spellCheck={false}
            autoComplete="off"
            placeholder="index.html"
            value={toText(value.indexSuffix)}
            onValueChange={(text) => onChange({ ...value, indexSuffix: fromText(text) })}
          />
        </Field>
        <KeyField
          label="Error document"
          description="Key of the page shown for errors of 4xx."
          placeholder="404.html"
          value={value.errorKey}
          onChange={(errorKey) => onChange({ ...value, errorKey })}
          error={issues.at('errorKey')}
          reference={references.errorKey}
        />
      </div>
      <span aria-hidden="true" className="-mb-2 font-medium">
        Routing rules
      </span>
      <ItemList
        label="Routing rules"
        item="routing rule"
        items={value.routingRules}
        onItemsChange={(routingRules) => onChange({ ...value, routingRules })}
        makeItem={makeRule}
        isOrdered
        error={issues.at('routingRules')}
        emptyText="No routing rule. The first whose conditions hold redirects the request."
      >
        {(rule, index, change) => (
          <RoutingFields value={rule} onChange={change} issues={issues.below('routingRules', index)} />
        )}
      </ItemList>
    </>
  );
}

function RoutingFields({ value, onChange, issues }: PartProps<RoutingRule>) {
  const { condition, redirect } = value;
  const changeCondition = (change: Partial<NonNullable<RoutingRule['condition']>>) => {
    const next = { keyPrefix: null, httpErrorCode: null, ...condition, ...change };
    // Without either there is no condition: the rule redirects every request.
    onChange({ ...value, condition: next.keyPrefix === null && next.httpErrorCode === null ? null : next });
  };
  const changeRedirect = (change: Partial<RoutingRule['redirect']>) =>
    onChange({ ...value, redirect: { ...redirect, ...change } });
  return (
    <>
      <div className="grid gap-2.5 min-[480px]:grid-cols-2">
        <KeyField
          label="If the key begins with"
          placeholder="docs/"
          value={condition?.keyPrefix ?? null}
          onChange={(keyPrefix) => changeCondition({ keyPrefix })}
          error={issues.at('condition', 'keyPrefix')}
          reference={references.condition.keyPrefix}
        />
        <KeyField
          label="If the error is"
          placeholder="404"
          value={condition?.httpErrorCode ?? null}
          onChange={(httpErrorCode) => changeCondition({ httpErrorCode })}
          error={issues.at('condition', 'httpErrorCode')}
          reference={references.condition.httpErrorCode}
        />
      </div>
      {condition === null && <p className="text-sm text-ink-3">Without a condition it redirects every request.</p>}
      <div className="grid gap-2.5 border-t border-line pt-2.5 min-[480px]:grid-cols-2">
        <KeyField
          label="Redirect to host"
          placeholder="www.example.com"
          value={redirect.hostName}
          onChange={(hostName) => changeRedirect({ hostName })}
          error={issues.at('redirect', 'hostName')}
          reference={references.redirect.hostName}
        />
        <ProtocolField
          value={redirect.protocol}
          onChange={(protocol) => changeRedirect({ protocol })}
          reference={references.redirect.protocol}
        />
        <KeyField
          label="Replace the prefix with"
          placeholder="documents/"
          value={redirect.replaceKeyPrefixWith}
          onChange={(replaceKeyPrefixWith) => changeRedirect({ replaceKeyPrefixWith })}
          error={issues.at('redirect', 'replaceKeyPrefixWith')}
          reference={references.redirect.replaceKeyPrefixWith}
        />
        <KeyField
          label="Replace the whole key with"
          placeholder="error.html"
          value={redirect.replaceKeyWith}
          onChange={(replaceKeyWith) => changeRedirect({ replaceKeyWith })}
          error={issues.at('redirect', 'replaceKeyWith')}
          reference={references.redirect.replaceKeyWith}
        />
        <KeyField
          label="Redirect code"
          placeholder="301"
          value={redirect.httpRedirectCode}
          onChange={(httpRedirectCode) => changeRedirect({ httpRedirectCode })}
          error={issues.at('redirect', 'httpRedirectCode')}
          reference={references.redirect.httpRedirectCode}
        />
      </div>
    </>
  );
}

export const editor = defineEditor(website, WebsiteForm, WebsiteTools);
