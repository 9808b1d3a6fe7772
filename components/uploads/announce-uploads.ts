import { announceListingChange } from '@/lib/listing/changes';
import type { ObjectAddress } from '@/lib/uploads/transport';

/** Thousands of small files finish many a second; lists are read again at most this often. */
const pauseMs = 1_500;

function toCommonStart(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return left.slice(0, length);
}

/** Tells lists about written objects, gathered by bucket. Returns what `onUploaded` calls, and the way to stop. */
export function makeUploadAnnouncer(): { announce: (uploaded: readonly ObjectAddress[]) => void; stop: () => void } {
  const waiting = new Map<string, { connection: string; bucket: string; prefix: string }>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  function flush(): void {
    timer = null;
    for (const change of waiting.values()) announceListingChange(change);
    waiting.clear();
  }
  return {
    announce(uploaded) {
      for (const { connection, bucket, key } of uploaded) {
        const id = `${connection}\n${bucket}`;
        const known = waiting.get(id);
        waiting.set(id, { connection, bucket, prefix: known ? toCommonStart(known.prefix, key) : key });
      }
      timer ??= setTimeout(flush, pauseMs);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
