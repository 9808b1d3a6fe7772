import { S3Error } from '../errors.ts';
import type { NotificationTarget } from './notification.ts';

/** Whether some event is meant by both names, of which either may end in `*`. */
function shareEvent(one: string, other: string): boolean {
  const covers = (pattern: string, event: string) => {
    return pattern === event || (pattern.endsWith(':*') && event.startsWith(pattern.slice(0, -1)));
  };
  return covers(one, other) || covers(other, one);
}

function shareKey(one: NotificationTarget, other: NotificationTarget): boolean {
  const [prefix, otherPrefix] = [one.prefix ?? '', other.prefix ?? ''];
  const [suffix, otherSuffix] = [one.suffix ?? '', other.suffix ?? ''];
  return (
    (prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix)) &&
    (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix))
  );
}

/**
 * Throws `InvalidArgument` when an event on a key would go two ways.
 * S3 User Guide, "Configuring event notifications using object key name filtering".
 */
export function requireApart(targets: readonly NotificationTarget[]): void {
  for (const [index, target] of targets.entries()) {
    for (const other of targets.slice(index + 1)) {
      const isShared = target.events.some((event) => other.events.some((candidate) => shareEvent(event, candidate)));
      if (!isShared || !shareKey(target, other)) continue;
      const hasFilter = [target, other].some(({ prefix, suffix }) => prefix !== null || suffix !== null);
      throw new S3Error('InvalidArgument', {
        message: hasFilter
          ? 'Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.'
          : 'Configurations overlap. Configurations on the same bucket cannot share a common event type.',
      });
    }
  }
}
