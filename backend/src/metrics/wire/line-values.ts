import type { TimePrecision } from '@quarterdeck/sdk/api/wire';
import { isStorableTime, type PointFault } from '../reading/point-readers.js';

const TRUE = new Set(['t', 'T', 'true', 'True', 'TRUE']);
const FALSE = new Set(['f', 'F', 'false', 'False', 'FALSE']);
const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+i$/;
const UNSIGNED = /^\d+u$/;
const WHOLE = /^-?\d+$/;

/** Either thousands to leave out or milliseconds to count with: nanoseconds are more than a number can hold. */
const STEP: Record<TimePrecision, { readonly digits: number; readonly ms: number }> = {
  ns: { digits: 6, ms: 1 },
  n: { digits: 6, ms: 1 },
  us: { digits: 3, ms: 1 },
  u: { digits: 3, ms: 1 },
  µ: { digits: 3, ms: 1 },
  ms: { digits: 0, ms: 1 },
  s: { digits: 0, ms: 1000 },
  m: { digits: 0, ms: 60_000 },
  h: { digits: 0, ms: 3_600_000 },
};

/** `1`, `-1.5e3`, `12i`, `12u`, and truths as 1 and 0. Undefined for what is none of them. */
export function readNumber(text: string): number | undefined {
  if (FLOAT.test(text)) return finite(Number(text));
  if (INTEGER.test(text) || UNSIGNED.test(text)) return finite(Number(text.slice(0, -1)));
  if (TRUE.has(text)) return 1;
  return FALSE.has(text) ? 0 : undefined;
}

/** Epoch milliseconds: what is finer is cut off. */
export function readTime(text: string, precision: TimePrecision): number | PointFault {
  if (!WHOLE.test(text)) return { code: 'time-unreadable', path: 'time', held: text };
  const { digits, ms } = STEP[precision];
  const time = Number(text.slice(0, text.length - digits) || '0') * ms;
  return isStorableTime(time) && !text.startsWith('-') ? time : { code: 'time-out-of-range', path: 'time', held: text };
}

const finite = (value: number) => (Number.isFinite(value) ? value : undefined);
