/**
 * Browsers cap how tall an element may be (Chromium at 33,554,428 px, Firefox near 17.9 million), so a list taller than
 * this is squeezed into it: the thumb moves by ratio, the wheel still moves by pixels.
 */
export const maxPhysicalHeight = 8_000_000;

/** At both ends this many pixels are not squeezed, so that the ends are reached without a jump. */
const edgeHeight = 100_000;

/** Moves shorter than this many viewports are the wheel's, a finger's or a key's; longer ones are the thumb's. */
const dragThreshold = 1.5;

export interface RowRange {
  first: number;
  /** One past the last. */
  end: number;
}

/**
 * Fixed-height virtual scrolling, in constant time and memory for any number of rows. `offset` is where the viewport
 * stands in the full list, `physical` is the scrollTop that stands for it.
 */
export class ScrollModel {
  readonly #rowHeight: number;
  #count = 0;
  #viewport = 0;
  #offset = 0;
  #physical = 0;

  constructor(rowHeight: number) {
    this.#rowHeight = rowHeight;
  }

  get offset(): number {
    return this.#offset;
  }

  get physical(): number {
    return this.#physical;
  }

  get viewport(): number {
    return this.#viewport;
  }

  /** How tall the scrolled content has to be. */
  get physicalHeight(): number {
    return Math.min(this.#count * this.#rowHeight, maxPhysicalHeight);
  }

  get maxOffset(): number {
    return Math.max(0, this.#count * this.#rowHeight - this.#viewport);
  }

  get maxPhysical(): number {
    return Math.max(0, this.physicalHeight - this.#viewport);
  }

  /** Takes in a new number of rows or height of the viewport and keeps the place. */
  resize(count: number, viewport: number): void {
    this.#count = count;
    this.#viewport = viewport;
    this.moveTo(this.#offset);
  }

  moveTo(offset: number): void {
    this.#offset = Math.min(Math.max(0, offset), this.maxOffset);
    this.#physical = this.#toPhysical(this.#offset);
  }

  /** The browser has scrolled. Says whether the place changed. */
  scrollTo(physical: number): boolean {
    const delta = physical - this.#physical;
    // Browsers round scrollTop to whole device pixels.
    if (Math.abs(delta) < 1 && physical > 0 && physical < this.maxPhysical) return false;
    this.#physical = physical;
    const before = this.#offset;
    this.#offset = this.#follow(physical, delta);
    return this.#offset !== before;
  }

  /**
   * Wheel moves let the thumb drift from where the ratio would have it. True when it should be put right at once, because
   * an end is near; otherwise it can wait until scrolling rests.
   */
  get mustSettle(): boolean {
    const drift = Math.abs(this.#toPhysical(this.#offset) - this.#physical);
    const edge = this.#edge;
    const nearEnd = this.#physical < edge || this.#physical > this.maxPhysical - edge;
    return drift > (nearEnd ? 1 : edge / 2);
  }

  /** Puts `physical` where `offset` says. */
  settle(): void {
    this.#physical = this.#toPhysical(this.#offset);
  }

  /** The offset that brings a row into the viewport with the least movement. */
  offsetToShow(index: number): number {
    const top = index * this.#rowHeight;
    if (top < this.#offset) return top;
    if (top + this.#rowHeight > this.#offset + this.#viewport) return top + this.#rowHeight - this.#viewport;
    return this.#offset;
  }

  /** The rows to draw: those in the viewport and some around them. */
  range(overscan: number): RowRange {
    const first = Math.floor(this.#offset / this.#rowHeight);
    const end = Math.ceil((this.#offset + this.#viewport) / this.#rowHeight);
    return { first: Math.max(0, first - overscan), end: Math.min(this.#count, end + overscan) };
  }

  get #isScaled(): boolean {
    return this.#count * this.#rowHeight > maxPhysicalHeight;
  }

  get #edge(): number {
    return this.#isScaled ? Math.min(edgeHeight, this.maxPhysical / 4) : 0;
  }

  #follow(physical: number, delta: number): number {
    if (!this.#isScaled) return Math.min(Math.max(0, physical), this.maxOffset);
    if (physical <= 0) return 0;
    if (physical >= this.maxPhysical) return this.maxOffset;
    if (Math.abs(delta) >= dragThreshold * this.#viewport) return this.#toOffset(physical);
    return Math.min(Math.max(0, this.#offset + delta), this.maxOffset);
  }

  #toPhysical(offset: number): number {
    if (!this.#isScaled) return offset;
    const edge = this.#edge;
    if (offset <= edge) return offset;
    if (offset >= this.maxOffset - edge) return this.maxPhysical - (this.maxOffset - offset);
    return edge + (offset - edge) * ((this.maxPhysical - 2 * edge) / (this.maxOffset - 2 * edge));
  }

  #toOffset(physical: number): number {
    const edge = this.#edge;
    if (physical <= edge) return physical;
    if (physical >= this.maxPhysical - edge) return this.maxOffset - (this.maxPhysical - physical);
    return edge + (physical - edge) * ((this.maxOffset - 2 * edge) / (this.maxPhysical - 2 * edge));
  }
}
