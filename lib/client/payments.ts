/**
 * Buckets whose requests somebody agreed to pay for (S3 User Guide, "Using Requester Pays buckets for storage transfers and
 * usage"). The choice is kept by the browser, in a cookie that travels with every request: the server that sends and signs
 * must know it, a link to a bucket must not make anybody pay, and no other person's choice may count.
 */
export const paymentsCookie = 'cooper-pays';

export interface Payment {
  connection: string;
  bucket: string;
}

/** A browser keeps at least 4,096 bytes of a cookie (RFC 6265, section 6.1); the oldest choices go first. */
const maxLength = 3_800;
const maxAgeSeconds = 365 * 24 * 60 * 60;

const toText = (payments: readonly Payment[]): string => {
  const bytes = new TextEncoder().encode(
    JSON.stringify(payments.map(({ connection, bucket }) => [connection, bucket])),
  );
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

/** The value of the cookie: no sign in it needs another spelling in a header. */
export function toPaymentsValue(payments: readonly Payment[]): string {
  let kept = payments;
  while (toText(kept).length > maxLength) kept = kept.slice(1);
  return kept.length === 0 ? '' : toText(kept);
}

/** Reads the value of the cookie. Anybody can send anything, so what is not understood counts as nothing. */
export function fromPaymentsValue(value: string): Payment[] {
  try {
    const bytes = Uint8Array.from(atob(value.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const list = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: unknown) => {
      const [connection, bucket] = Array.isArray(entry) ? (entry as unknown[]) : [];
      return typeof connection === 'string' && typeof bucket === 'string' ? [{ connection, bucket }] : [];
    });
  } catch {
    return [];
  }
}

const isSame = (a: Payment, b: Payment): boolean => a.connection === b.connection && a.bucket === b.bucket;

/** The choices with one more, or one less. */
export function changePayments(payments: readonly Payment[], payment: Payment, pays: boolean): Payment[] {
  const others = payments.filter((other) => !isSame(other, payment));
  return pays ? [...others, payment] : others;
}

const listeners = new Set<() => void>();

function readCookie(): string {
  const start = `${paymentsCookie}=`;
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(start));
  return found?.slice(start.length) ?? '';
}

/** Whether this browser pays for requests to a bucket. */
export function getPays(payment: Payment): boolean {
  return fromPaymentsValue(readCookie()).some((other) => isSame(other, payment));
}

/** From here on requests to the bucket are paid for, or not. */
export function setPays(payment: Payment, pays: boolean): void {
  const value = toPaymentsValue(changePayments(fromPaymentsValue(readCookie()), payment, pays));
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${paymentsCookie}=${value}; Path=/; SameSite=Lax; Max-Age=${value === '' ? 0 : maxAgeSeconds}${secure}`;
  for (const listener of [...listeners]) listener();
}

/** For useSyncExternalStore. */
export function subscribeToPayments(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
