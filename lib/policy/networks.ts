/** Bits of an address, 32 or 128 of them as `0` and `1`; `null` for what is no address. */
function toBits(address: string): string | null {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/u.exec(address);
  if (v4) {
    const bytes = v4.slice(1).map(Number);
    return bytes.every((byte) => byte <= 255) ? bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('') : null;
  }
  // The dotted end that an IPv6 address may have (RFC 4291, section 2.2).
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/u.exec(address);
  if (dotted) {
    const low = toBits(dotted[2] ?? '');
    if (low === null) return null;
    const words = [low.slice(0, 16), low.slice(16)].map((bits) => parseInt(bits, 2).toString(16));
    return toBits(`${dotted[1] ?? ''}${words.join(':')}`);
  }
  const halves = address.split('::');
  if (!address.includes(':') || halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const words = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!words.every((word) => /^[\da-f]{1,4}$/iu.test(word))) return null;
  return words.map((word) => parseInt(word, 16).toString(2).padStart(16, '0')).join('');
}

interface Network {
  bits: string;
  /** How many of them are the same for all its addresses. */
  length: number;
}

/** A network in CIDR notation, or a single address; `null` for anything else. */
export function readNetwork(text: string): Network | null {
  const [address = '', size, ...more] = text.split('/');
  const bits = toBits(address);
  if (bits === null || more.length > 0) return null;
  if (size === undefined) return { bits, length: bits.length };
  return /^\d{1,3}$/u.test(size) && Number(size) <= bits.length ? { bits, length: Number(size) } : null;
}

/** Whether an address lies in a network. An IPv4 address in IPv6's clothes is an IPv4 address. */
export function isInNetwork(address: string, network: string): boolean {
  const bits = toBits(address.replace(/^::ffff:(?=\d+\.)/iu, ''));
  const wanted = readNetwork(network);
  return (
    bits !== null &&
    wanted !== null &&
    bits.length === wanted.bits.length &&
    bits.startsWith(wanted.bits.slice(0, wanted.length))
  );
}
