/*
 * Builds the WebAssembly module behind `vector.ts`. MD5 cannot be computed faster than one step after another, and a
 * step fills a small part of a core; but the parts of an upload know nothing of each other. So each vector holds one
 * word of four messages (multi-buffer hashing), and four hashes take the time of one.
 *
 * Binary format and SIMD opcodes: https://webassembly.github.io/spec/core/binary/. The algorithm: RFC 1321, section 3.4.
 */

/** Messages hashed at a time: as many 32-bit words as a 128-bit vector holds. */
export const laneCount = 4;
/** Where the module keeps the four states: words A of all lanes, then B, C, D. */
export const stateBytes = 64;

type Code = readonly number[];

const type = { i32: 0x7f, v128: 0x7b };
const i32Add: Code = [0x6a];
const i32LessThan: Code = [0x49];
const startLoop: Code = [0x03, 0x40];
const repeatIf: Code = [0x0d, 0];
const end: Code = [0x0b];
const not = vectorOp(0x4d);
const or = vectorOp(0x50);
const xor = vectorOp(0x51);
const select = vectorOp(0x52);
const shiftLeft = vectorOp(171);
const shiftRight = vectorOp(173);
const add = vectorOp(174);

/** Parameters: the first message, the distance to the next one, the end of the first. All in bytes. */
const [pointer, stride, limit] = [0, 1, 2];
const otherPointers = [3, 4, 5];
const state = [6, 7, 8, 9];
const stateBefore = [10, 11, 12, 13];
const message = 14;
const scratch = message + 16;
const vectorCount = 4 + 4 + 16 + 4;

const shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

/** The module imports `env.memory` and exports `run(pointer, stride, limit)`, which takes whole blocks of 64 bytes. */
export function buildVectorModule(): Uint8Array<ArrayBuffer> {
  const signature = [0x60, 3, type.i32, type.i32, type.i32, 0];
  const locals = [2, 3, type.i32, vectorCount, type.v128];
  const body = [...locals, ...runBlocks(), ...end];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, ...signature]),
    ...section(2, [1, ...text('env'), ...text('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

function runBlocks(): number[] {
  return [
    ...state.flatMap((word, index) => [...constant(0), ...load(index * 16), ...set(word)]),
    ...startLoop,
    ...otherPointers.flatMap((other, index) => {
      const previous = otherPointers[index - 1] ?? pointer;
      return [...get(previous), ...get(stride), ...i32Add, ...set(other)];
    }),
    ...[0, 1, 2, 3].flatMap(readFourWords),
    ...state.flatMap((word, index) => [...get(word), ...set(stateBefore[index] ?? 0)]),
    ...Array.from({ length: 64 }, (_, step) => runStep(step)).flat(),
    ...state.flatMap((word, index) => [...get(word), ...get(stateBefore[index] ?? 0), ...add, ...set(word)]),
    ...[...get(pointer), ...constant(64), ...i32Add, ...tee(pointer), ...get(limit), ...i32LessThan, ...repeatIf],
    ...end,
    ...state.flatMap((word, index) => [...constant(0), ...get(word), ...store(index * 16)]),
  ];
}

/** Reads 16 bytes of each message and transposes them: from four words of a message to one word of four messages. */
function readFourWords(quarter: number): number[] {
  const [a, b, c, d] = [scratch, scratch + 1, scratch + 2, scratch + 3];
  const first = message + 4 * quarter;
  const rows = [pointer, ...otherPointers].flatMap((from, index) => [
    ...get(from),
    ...load(quarter * 16),
    ...set(scratch + index),
  ]);
  const pair = (left: number, right: number, words: Code) => [...get(left), ...get(right), ...shuffle(words)];
  return [
    ...rows,
    ...[...pair(a, b, [0, 4, 1, 5]), ...set(first)],
    ...[...pair(c, d, [0, 4, 1, 5]), ...set(first + 1)],
    ...[...pair(a, b, [2, 6, 3, 7]), ...set(first + 2)],
    ...[...pair(c, d, [2, 6, 3, 7]), ...set(first + 3)],
    ...[first, first + 2].flatMap((word) => [
      ...pair(word, word + 1, [0, 1, 4, 5]),
      ...pair(word, word + 1, [2, 3, 6, 7]),
      ...set(word + 1),
      ...set(word),
    ]),
  ];
}

/** One of the 64 steps: `a = b + ((a + f(b, c, d) + X[k] + T[i]) <<< s)`. The words change places from step to step. */
function runStep(step: number): number[] {
  const round = step >> 4;
  const target = stateWord(step, 0);
  const word = (offset: number) => get(stateWord(step, offset));
  const [a, b, c, d] = [word(0), word(1), word(2), word(3)];
  const mix = [
    [...c, ...d, ...b, ...select],
    [...b, ...c, ...d, ...select],
    [...b, ...c, ...xor, ...d, ...xor],
    [...d, ...not, ...b, ...or, ...c, ...xor],
  ][round];
  const wordOfMessage = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] ?? 0;
  const sine = Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32);
  const shift = shifts[round]?.[step % 4] ?? 0;
  return [
    ...[...get(message + (wordOfMessage % 16)), ...vectorOf(sine), ...add, ...a, ...add, ...(mix ?? []), ...add],
    ...[...tee(target), ...constant(shift), ...shiftLeft],
    ...[...get(target), ...constant(32 - shift), ...shiftRight, ...or],
    ...[...b, ...add, ...set(target)],
  ];
}

function stateWord(step: number, offset: number): number {
  return state[(offset - step + 64) % 4] ?? 0;
}

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** `i32.const` of a number below 64 takes one byte; 64 needs a second one for its sign. */
function constant(value: number): number[] {
  return value < 64 ? [0x41, value] : [0x41, (value & 0x7f) | 0x80, value >> 7];
}

function vectorOp(opcode: number): Code {
  return [0xfd, ...unsigned(opcode)];
}

function vectorOf(word: number): number[] {
  const bytes = [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, (word >>> 24) & 0xff];
  return [...vectorOp(12), ...bytes, ...bytes, ...bytes, ...bytes];
}

/** Words 0 to 3 are the first operand's, 4 to 7 the second's. */
function shuffle(words: Code): number[] {
  return [...vectorOp(13), ...words.flatMap((word) => [0, 1, 2, 3].map((byte) => word * 4 + byte))];
}

function load(offset: number): number[] {
  return [...vectorOp(0), 4, ...unsigned(offset)];
}

function store(offset: number): number[] {
  return [...vectorOp(11), 4, ...unsigned(offset)];
}

function get(local: number): number[] {
  return [0x20, local];
}

function set(local: number): number[] {
  return [0x21, local];
}

function tee(local: number): number[] {
  return [0x22, local];
}

function section(id: number, content: number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function text(value: string): number[] {
  return [value.length, ...new TextEncoder().encode(value)];
}
