/**
 * SHA-256 after FIPS 180-4, in hex. The browser has its own, but not on the printer's origin, which is no secure context.
 */
export function sha256(bytes: Uint8Array): string {
  const padded = pad(bytes);
  const view = new DataView(padded.buffer);
  const state = Uint32Array.from(fractions(8, 1 / 2));
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 16; at++) words[at] = view.getUint32(block + at * 4);
    for (let at = 16; at < 64; at++) words[at] = scheduled(words, at);
    compress(state, words);
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** A one bit, zeros, and the length in bits, up to a multiple of 64 bytes. */
function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return padded;
}

/** The first 32 bits of the fractions of a root of the first primes: the constants of the standard. */
function fractions(count: number, root: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes.map((prime) => Math.floor((prime ** root % 1) * 2 ** 32));
}
const CONSTANTS = Uint32Array.from(fractions(64, 1 / 3));

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));
const word = (words: Uint32Array, at: number) => words[at] ?? 0;

function scheduled(words: Uint32Array, at: number): number {
  const [early, late] = [word(words, at - 15), word(words, at - 2)];
  const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
  const other = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
  return word(words, at - 16) + one + word(words, at - 7) + other;
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at++) {
    const high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + high + ((e & f) ^ (~e & g)) + word(CONSTANTS, at) + word(words, at)) | 0;
    const low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const other = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + other) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, at) => (state[at] = word(state, at) + value));
}
