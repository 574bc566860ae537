/** What the database client uses of Node's `crypto`: the web's, and MD5 for old passwords, which the web has not. */
export const webcrypto = globalThis.crypto;

export function createHash(name: string) {
  if (name !== 'md5') throw new Error(`There is no hash "${name}" here.`);
  let bytes = new Uint8Array(0);
  const hash = {
    update(data: string | Uint8Array) {
      bytes = typeof data === 'string' ? new TextEncoder().encode(data) : Uint8Array.from(data);
      return hash;
    },
    digest: (_: 'hex') => md5(bytes),
  };
  return hash;
}

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const SINES = Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32));

/** RFC 1321. */
function md5(bytes: Uint8Array): string {
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const words = new DataView(padded.buffer);
  words.setUint32(padded.length - 8, bytes.length * 8, true);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.length; block += 64)
    addBlock(state, (at) => words.getUint32(block + at * 4, true));
  const out = new DataView(new ArrayBuffer(16));
  state.forEach((word, at) => out.setUint32(at * 4, word >>> 0, true));
  return [...new Uint8Array(out.buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function addBlock(state: number[], word: (at: number) => number): void {
  let [a, b, c, d] = state as [number, number, number, number];
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    const sum = (a + mixed(round, b, c, d) + (SINES[step] ?? 0) + word(placeOf(round, step))) | 0;
    const shift = SHIFTS[round]?.[step & 3] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
  }
  [a, b, c, d].forEach((value, at) => (state[at] = ((state[at] ?? 0) + value) | 0));
}

function mixed(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (d & b) | (~d & c);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

function placeOf(round: number, step: number): number {
  if (round === 0) return step;
  if (round === 1) return (5 * step + 1) % 16;
  return round === 2 ? (3 * step + 5) % 16 : (7 * step) % 16;
}
