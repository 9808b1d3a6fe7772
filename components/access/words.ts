import { aclGroups } from '@/lib/acl/grants';
import type { AccessAct, AccessAnswer, ProbeAnswer, ProbeRequest, Subject } from '@/lib/access/types';
import type { BadgeTone } from '@/components/ui/badge';

export const actWords: Record<AccessAct, string> = {
  list: 'List',
  read: 'Read',
  write: 'Write',
  delete: 'Delete',
};

/** Access of strangers is what one looks for here, so it is what stands out. */
export function toTone(answer: AccessAnswer, { kind }: Subject): BadgeTone {
  if (answer === 'no') return 'neutral';
  if (answer === 'perhaps') return 'warn';
  return kind === 'anonymous' || kind === 'account' ? 'danger' : 'ok';
}

/** What people call somebody, and how policies and ACLs name them. */
export function describeSubject(subject: Subject): { title: string; name: string | null } {
  switch (subject.kind) {
    case 'anonymous':
      return { title: 'Anyone, without keys', name: null };
    case 'account':
      return { title: 'Any account, named nowhere', name: null };
    case 'owner':
      return { title: 'The owner', name: subject.id };
    case 'keys':
      return { title: 'The signed-in keys', name: subject.id };
    case 'principal':
      return { title: 'A principal of the policy', name: subject.name };
    case 'user':
      return { title: subject.displayName ?? 'An account', name: subject.id };
    case 'email':
      return { title: 'An account by e-mail', name: subject.email };
    case 'group':
      return {
        title: subject.uri === aclGroups.logDelivery ? 'The log service' : 'A group of the ACL',
        name: subject.uri,
      };
    case 'service':
      return { title: 'A service', name: subject.name };
    case 'federated':
      return { title: 'Users of an identity provider', name: subject.name };
  }
}

export const requestWords: Record<ProbeRequest, string> = {
  list: 'List the bucket',
  head: 'Look at the object (HEAD)',
  get: 'Read the object (GET)',
};

/** The act that a request of the probe stands for. */
export const actOf: Record<ProbeRequest, AccessAct> = { list: 'list', head: 'read', get: 'read' };

export function describeProbe({ status, isOpen, code, location }: ProbeAnswer): string {
  if (status === null) return 'no answer';
  const words = isOpen === null ? 'unclear' : isOpen ? 'yes' : 'no';
  const detail = [`HTTP ${status}`, code, location && `to ${location}, not followed`].filter(Boolean).join(', ');
  return `${words} (${detail})`;
}
