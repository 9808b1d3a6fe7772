/** First in, first out within an owner; owners take turns, so that none waits behind all of another's. */
export class RoundRobin<Owner, Item> {
  readonly #queues = new Map<Owner, Set<Item>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(owner: Owner, item: Item): void {
    const queue = this.#queues.get(owner) ?? new Set();
    if (!this.#queues.has(owner)) this.#queues.set(owner, queue);
    if (queue.has(item)) return;
    queue.add(item);
    this.#size += 1;
  }

  /** The next item, and its owner goes to the back of the line. */
  shift(): Item | undefined {
    const [first] = this.#queues;
    if (!first) return undefined;
    const [owner, queue] = first;
    const [item] = queue;
    this.#queues.delete(owner);
    if (item === undefined) return undefined;
    queue.delete(item);
    this.#size -= 1;
    if (queue.size > 0) this.#queues.set(owner, queue);
    return item;
  }

  /** Whether it was waiting. */
  delete(owner: Owner, item: Item): boolean {
    const queue = this.#queues.get(owner);
    if (!queue?.delete(item)) return false;
    this.#size -= 1;
    if (queue.size === 0) this.#queues.delete(owner);
    return true;
  }

  /** Up to `count` of an owner's items, in the order in which they will come, without taking them. */
  peek(owner: Owner, count: number): Item[] {
    const items: Item[] = [];
    for (const item of this.#queues.get(owner) ?? []) {
      if (items.length >= count) break;
      items.push(item);
    }
    return items;
  }
}
