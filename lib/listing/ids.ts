/** A growing list of row ids in one typed array. */
export class IdList {
  #ids: Uint32Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#ids = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(id: number): void {
    if (this.#length === this.#ids.length) {
      const larger = new Uint32Array(this.#ids.length * 2);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    this.#ids[this.#length] = id;
    this.#length += 1;
  }

  /** A view of what has been pushed so far; later pushes do not change it. */
  view(): Uint32Array {
    return this.#ids.subarray(0, this.#length);
  }
}

/** A set of small whole numbers, one bit each. */
export class BitSet {
  #words = new Uint32Array(32);

  has(member: number): boolean {
    return (((this.#words[member >>> 5] ?? 0) >>> (member & 31)) & 1) === 1;
  }

  /** Says whether the member is new. */
  add(member: number): boolean {
    if (this.has(member)) return false;
    const word = member >>> 5;
    if (word >= this.#words.length) {
      const larger = new Uint32Array(Math.max(word + 1, this.#words.length * 2));
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (member & 31));
    return true;
  }

  /** Says whether it was a member. */
  delete(member: number): boolean {
    if (!this.has(member)) return false;
    const word = member >>> 5;
    this.#words[word] = (this.#words[word] ?? 0) & ~(1 << (member & 31));
    return true;
  }

  clear(): void {
    this.#words.fill(0);
  }

  /** Members in ascending order. */
  *values(): Generator<number, void, undefined> {
    for (let word = 0; word < this.#words.length; word += 1) {
      let bits = this.#words[word] ?? 0;
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits & -bits);
        yield word * 32 + bit;
        bits &= bits - 1;
      }
    }
  }
}
