import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { Capability } from '@/lib/s3/capabilities';
import type { Connection } from '@/lib/s3/connection';
import type { SettingApi } from './copy-as';
import type { SettingGroup } from './groups';
import type { Issues } from './issues';
import type { TerraformResource } from './terraform';

/** IAM actions that the S3 API asks for (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html). */
export interface SettingPermissions {
  read: string;
  /** `null` where the API has no way to write. */
  write: string | null;
  /** `null` where the API has no way to delete. */
  remove: string | null;
}

/** A value the API takes. The contract suite writes each to every server, and reads it back. */
export interface SettingExample<Value> {
  /** Completes “a bucket with …”. */
  title: string;
  value: Value;
  /**
   * The same where it must name what is there, such as the bucket itself or its owner: given the bucket it is written to,
   * and what that has now.
   */
  inBucket?: (bucket: string, current: Value | null) => Value;
}

/** Where a template is going to be used. */
export interface TemplatePlace {
  bucket: string;
  /** Origin of this page, such as `https://console.example.net`. */
  origin: string;
}

/** What people usually want, to begin with. It replaces what the editor shows and saves nothing. */
export interface SettingTemplate<Value> {
  title: string;
  description: string;
  /** `current` is what the editor shows, for what a template must keep, such as the owner. */
  toValue: (place: TemplatePlace, current: Value) => Value;
}

/** Commands of mc on `target`, such as `s3/media`, which stands ready for a shell. `null` where mc cannot say it. */
export interface McCommands<Value> {
  write(value: Value, target: string): string | null;
  remove?(target: string): string;
}

/** From which bucket to which a value is taken. */
export interface AdaptPlace<Value> {
  /** The bucket it comes from. */
  from: string;
  to: string;
  /** What the other bucket has now. */
  current: Value | null;
}

/**
 * One bucket setting as both sides know it, `lib/settings/<id>/setting.ts`. `Value` is plain JSON in our own words; `Wire`
 * is the document of the S3 API, with its names, as the SDK and aws-cli have it: what people see as JSON.
 */
export interface SettingModel<Value, Wire> {
  /** Folder, part of the URL, and query key. */
  id: string;
  title: string;
  /** What it is for, in one sentence. */
  help: string;
  group: SettingGroup;
  capability: Capability;
  permissions: SettingPermissions;
  /** Page of the S3 API Reference that describes the document. */
  reference: string;
  /** Says in the user's words what is wrong, and where. */
  schema: z.ZodType<Value>;
  /** What the editor begins with where nothing is configured. It need not be valid. */
  empty: NoInfer<Value>;
  examples: readonly SettingExample<NoInfer<Value>>[];
  templates: readonly SettingTemplate<NoInfer<Value>>[];
  /** How the API calls the write, for “Copy as”; left out where no one call does it. */
  api?: SettingApi;
  /** The resource of Terraform that holds it. */
  terraform?: TerraformResource;
  /** How MinIO's client does it (https://docs.min.io/community/minio-object-store/reference/minio-mc.html). */
  mc?: McCommands<NoInfer<Value>>;
  /** `fromWire(toWire(x))` equals x for every valid value; `<id>.test.ts` proves it. */
  toWire(value: Value): Wire;
  /** Reads the SDK's answer and the same document parsed from JSON, in which dates are strings. */
  fromWire(wire: Wire): Value;
  /** A document that somebody pasted, in the spelling of `toWire`, where the API has more than one. */
  respell?(document: unknown): unknown;
  /** The value in a few words for the overview, in small letters, such as “3 rules” or “on”. */
  summarise(value: Value): string;
  /** Deleted, it goes back to a default that some servers show as if it were configured. */
  hasDefault?: true;
  /** Others lean on it, so it is written before them where several are written at once. */
  comesFirst?: true;
  /** A value of another bucket as one of this bucket, where it names what it belongs to; by default it is taken as it is. */
  adapt?(value: Value, place: AdaptPlace<NoInfer<Value>>): Value;
  /** Whether a server that was sent `wanted` and shows `kept` did as told; by default only where they are equal. */
  isSame?(wanted: Value, kept: Value): boolean;
}

/** How a setting is read and written, `lib/settings/<id>/operations.ts`. The only code of it that sends anything. */
export interface SettingOperations<Wire> {
  /** `null` where nothing is configured. Failures are thrown as they come; the frame tells the four answers apart. */
  read(connection: Connection, bucket: string): Promise<Wire | null>;
  /** S3 codes of `read` that mean “nothing is configured”. */
  absentCodes: readonly string[];
  /** Replaces all of it. `before` is what was there a moment ago. `null` for what can only be read. */
  write: ((connection: Connection, bucket: string, wire: Wire, before: Wire | null) => Promise<unknown>) | null;
  /** Deletes all of it; `null` where the API has no DELETE. It is called only where the server is sure to have it. */
  remove: ((connection: Connection, bucket: string, before: Wire) => Promise<unknown>) | null;
}

/** A setting as the server knows it; all.ts lists them. */
export interface BucketSetting<Value = unknown, Wire = unknown> {
  model: SettingModel<Value, Wire>;
  operations: SettingOperations<Wire>;
}

/** What a form is given. It holds no state of its own beyond what is being typed. */
export interface SettingFormProps<Value> {
  value: Value;
  /** The whole next value, which need not be valid yet. */
  onChange: (value: Value) => void;
  /** What is wrong with the value, by path: `issues.at('rules', 0, 'maxAgeSeconds')`. */
  issues: Issues;
  /** Nothing can be changed: a read-only connection, or a document the form cannot show. */
  disabled: boolean;
  connection: string;
  bucket: string;
}

/** What stands below the editor: testers, pictures, warnings. */
export interface SettingToolsProps<Value> {
  /** The value as it stands in the editor, saved or not. */
  value: Value;
  /** The saved value, `null` where nothing is configured, or nobody may look. */
  saved: Value | null;
  /** These keys may not look, so what is saved is not known. */
  isUnseen: boolean;
  connection: string;
  bucket: string;
}

/** A change that somebody is about to save. */
export interface SettingChange<Value> {
  value: Value;
  /** `null` where nothing is configured, or nobody may look. */
  saved: Value | null;
  connection: string;
  bucket: string;
}

/**
 * What saving would take from whoever saves, such as the right to undo it; a sentence each, none for a harmless change. Where
 * there is one, the name of the bucket must be typed before anything is saved.
 */
export type FindDangers<Value> = (change: SettingChange<Value>, client: QueryClient) => Promise<string[]>;

/** What an editor of the document's text is given. */
export interface SettingSourceProps {
  label: string;
  value: string;
  onValueChange: (text: string) => void;
  readOnly: boolean;
  className?: string;
  connection: string;
  bucket: string;
}

/** `lib/settings/<id>/editor.tsx` exports one as `editor`. It is fetched when the page of the setting opens. */
export interface SettingEditor<Value = unknown, Wire = unknown> {
  model: SettingModel<Value, Wire>;
  Form: ComponentType<SettingFormProps<Value>>;
  Tools: ComponentType<SettingToolsProps<Value>> | null;
  findDangers: FindDangers<Value> | null;
  /** An editor of the JSON that knows more than JSON; `null` for the plain one. */
  Source: ComponentType<SettingSourceProps> | null;
}

export function defineSetting<Value, Wire>(model: SettingModel<Value, Wire>): SettingModel<Value, Wire> {
  return model;
}

export function defineOperations<Value, Wire>(
  model: SettingModel<Value, Wire>,
  operations: SettingOperations<Wire>,
): BucketSetting {
  // Frame code hands a setting only what came from that same setting.
  return { model, operations } as unknown as BucketSetting;
}

export function defineEditor<Value, Wire>(
  model: SettingModel<Value, Wire>,
  Form: ComponentType<SettingFormProps<Value>>,
  Tools: ComponentType<SettingToolsProps<Value>> | null = null,
  findDangers: FindDangers<Value> | null = null,
  Source: ComponentType<SettingSourceProps> | null = null,
): SettingEditor {
  return { model, Form, Tools, findDangers, Source } as unknown as SettingEditor;
}
