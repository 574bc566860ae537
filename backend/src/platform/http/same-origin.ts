import type { IncomingMessage } from 'node:http';
import { forbidden } from '../errors.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Defence against forged requests: what changes something must come from our own pages or from no browser at all.
 * Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`.
 */
export function refuseForeignOrigin({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): void {
  if (SAFE.has(method ?? 'GET')) return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign();
  if (!isOwnPage(headers)) throw foreign();
}

/** Sockets are opened with GET and cookies, and no browser asks first whether another site may: the server looks itself. */
export function isOwnPage({ origin, host }: IncomingMessage['headers']): boolean {
  return origin === undefined || hostOf(origin) === host;
}

const foreign = () => forbidden('request.foreign-origin', 'This request came from another web site and was refused.');

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
