import type { SelectionChange } from '@/lib/bulk/commands';

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
  access: { title: 'Change access', verb: 'Change', doing: 'Changing access', done: 'changed' },
  lock: { title: 'Retention and legal hold', verb: 'Change', doing: 'Changing the protection', done: 'changed' },
  archive: { title: 'Restore from the archive', verb: 'Restore', doing: 'Asking for the restore', done: 'asked for' },
  restore: { title: 'Restore versions', verb: 'Restore', doing: 'Restoring', done: 'restored' },
  copy: { title: 'Copy to', verb: 'Copy', doing: 'Copying', done: 'copied' },
  move: { title: 'Move to', verb: 'Move', doing: 'Moving', done: 'moved' },
};
