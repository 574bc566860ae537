import { AppError, invalid } from '../../platform/errors.js';
import { ToldAs } from '../../platform/http/told-as.js';
import type { Written } from './wire.service.js';

/** How many sentences stand in the summary; all of them are in the list. */
const TOLD = 3;
export const PARTLY_REFUSED = 'points.partly-refused';

/** What is told where not all was taken: how many were stored, and the first faults in words. */
export function refusalOf(what: string, { written, refused, errors }: Written, more: readonly string[] = []): AppError {
  const counts = refused === 0 ? [] : [`${String(refused)} refused, ${String(written)} points stored.`];
  const first = errors.slice(0, TOLD).map((error) => `${capital(what)} ${String(error.index)}: ${error.message}`);
  const rest = errors.length > TOLD ? ['…'] : [];
  const fields = errors.map(({ index, path, message }) => ({
    path: path === '' ? String(index) : `${String(index)}.${path}`,
    message,
  }));
  return invalid(PARTLY_REFUSED, [...counts, ...first, ...rest, ...more].join(' '), { fields });
}

/**
 * Both protocols know 400 for what will never be taken, 413 for what should be sent in parts and 503 for what should be
 * sent again: at 429 Prometheus and Telegraf drop what they have.
 */
export function toldAs(error: unknown, members: (error: AppError) => Record<string, string> = () => ({})): unknown {
  const status = error instanceof AppError ? statusOf(error) : undefined;
  return error instanceof AppError && status !== undefined ? new ToldAs(error, status, members(error)) : error;
}

function statusOf({ kind, code, retryAfterMs }: AppError): number | undefined {
  if (retryAfterMs !== undefined) return 503;
  if (code === 'points.too-many') return 413;
  return kind === 'invalid' || kind === 'conflict' ? 400 : undefined;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
