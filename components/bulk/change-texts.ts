import type { SelectionChange } from '@/lib/bulk/commands';
import type { ObjectChange } from '@/lib/bulk/schema';

export interface ChangeTexts {
  title: string;
  verb: string;
  /** While it is done. */
  doing: string;
  /** Behind a number of objects: "12 objects tagged". */
  done: string;
  /** What is counted, where it is not objects. */
  noun?: string;
}

export const changeTexts: Record<SelectionChange, ChangeTexts> = {
  tags: { title: 'Change tags', verb: 'Change', doing: 'Changing tags', done: 'changed' },
  metadata: { title: 'Change metadata', verb: 'Change', doing: 'Changing metadata', done: 'changed' },
  class: { title: 'Change the storage class', verb: 'Change', doing: 'Changing the storage class', done: 'changed' },
  encryption: { title: 'Change the encryption', verb: 'Change', doing: 'Changing the encryption', done: 'changed' },
  access: { title: 'Change access', verb: 'Change', doing: 'Changing access', done: 'changed' },
  lock: { title: 'Retention and legal hold', verb: 'Change', doing: 'Changing the protection', done: 'changed' },
  archive: { title: 'Restore from the archive', verb: 'Restore', doing: 'Asking for the restore', done: 'asked for' },
  restore: { title: 'Restore versions', verb: 'Restore', doing: 'Restoring', done: 'restored' },
  copy: { title: 'Copy to', verb: 'Copy', doing: 'Copying', done: 'copied' },
  move: { title: 'Move to', verb: 'Move', doing: 'Moving', done: 'moved' },
};

/** What needs no form is asked for from the start. */
export const firstChanges: Partial<Record<SelectionChange, ObjectChange>> = {
  restore: { kind: 'restore' },
  access: { kind: 'access', acl: 'private' },
  archive: { kind: 'archive', days: 7, tier: 'Standard' },
  encryption: { kind: 'encryption', algorithm: 'AES256', kmsKeyId: null },
};
