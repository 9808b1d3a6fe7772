import { formatCount } from './numbers';

/** Units of IEC 80000-13: a KiB is 1,024 bytes. */
const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A size to read at a glance: three significant digits at most above a KiB, whole bytes below ("48.2 GiB", "412 KiB", "7 B"). */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 1,023.95 KiB would round up to 1,024 KiB, which is 1.0 MiB.
  while (unit < units.length - 1 && value >= (unit === 0 ? 1024 : 1023.5)) {
    value /= 1024;
    unit += 1;
  }
  const name = units[unit] ?? 'EiB';
  if (unit === 0) return `${Math.round(value)} ${name}`;
  return `${value < 99.95 ? value.toFixed(1) : value.toFixed(0)} ${name}`;
}

/** The exact number, for the details panel: "51,757,531,136 bytes". */
export function formatExactBytes(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${formatCount(bytes)} bytes`;
}
