'use client';

import { KeyName } from '@/components/ui/key-name';
import { Callout } from '@/components/ui/callout';
import type { ChangedObject } from '@/lib/bulk/schema';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { SelectionChange } from '@/lib/bulk/commands';
import type { BucketTarget } from '@/lib/objects/schema';
import { AccessForm } from './access-form';
import { ArchiveForm } from './archive-form';
import { ClassForm } from './class-form';
import { EncryptionForm } from './encryption-form';
import type { FormProps } from './form-props';
import { LockForm } from './lock-form';
import { MetadataForm } from './metadata-form';
import { PlaceForm } from './place-form';
import { TagsForm } from './tags-form';

interface ChangeFormProps extends FormProps {
  kind: SelectionChange;
  target: BucketTarget;
  objects: readonly ChangedObject[];
  prefix: string;
  problem: string | null;
}

/** What is chosen, and how it is to be changed. */
export function ChangeForm({ kind, target, objects, prefix, problem, onChange }: ChangeFormProps) {
  return (
    <>
      <FirstNames objects={objects} />
      <FormOf kind={kind} target={target} objects={objects} prefix={prefix} onChange={onChange} />
      {problem !== null && <p className="text-sm text-danger">{problem}</p>}
    </>
  );
}

/** The form of a change alone. */
export function FormOf({ kind, target, objects, prefix, onChange }: Omit<ChangeFormProps, 'problem'>) {
  switch (kind) {
    case 'tags':
      return <TagsForm onChange={onChange} />;
    case 'metadata':
      return <MetadataForm onChange={onChange} />;
    case 'class':
      return <ClassForm onChange={onChange} />;
    case 'encryption':
      return <EncryptionForm onChange={onChange} />;
    case 'access':
      return <AccessForm onChange={onChange} />;
    case 'lock':
      return <LockForm onChange={onChange} />;
    case 'archive':
      return <ArchiveForm onChange={onChange} />;
    case 'restore':
      return <RestoreNote objects={objects} />;
    case 'copy':
    case 'move':
      return <PlaceForm kind={kind} target={target} from={prefix} onChange={onChange} />;
  }
}

function RestoreNote({ objects }: { objects: readonly ChangedObject[] }) {
  const markers = objects.filter(({ isMarker }) => isMarker).length;
  const versions = objects.length - markers;
  return (
    <Callout>
      {versions > 0 && `${formatQuantity(versions, 'version')} will be copied on top of the newer ones. `}
      {markers > 0 && `${formatQuantity(markers, 'delete marker')} will be taken away. `}
      Nothing else is removed.
    </Callout>
  );
}

const shownNames = 4;

function FirstNames({ objects }: { objects: readonly ChangedObject[] }) {
  const rest = objects.length - shownNames;
  return (
    <ul className="rounded-lg border border-line bg-sunken px-2.5 py-1.5 font-mono text-sm">
      {objects.slice(0, shownNames).map(({ key, versionId }) => (
        <li key={`${key}\n${versionId}`} className="break-all">
          <KeyName text={key} />
          {versionId !== undefined && <span className="block text-ink-3">{versionId}</span>}
        </li>
      ))}
      {rest > 0 && <li className="font-sans text-ink-3">and {formatCount(rest)} more</li>}
    </ul>
  );
}
