import { PluginError, type PluginErrorKind } from '@quarterdeck/sdk';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import { AppError, type ErrorKind } from '../platform/errors.js';

const FAULT_OF_PLUGIN: Record<PluginErrorKind, PartialProblem['fault']> = {
  config: 'settings',
  auth: 'settings',
  'not-found': 'settings',
  unsupported: 'settings',
  'rate-limit': 'upstream',
  transient: 'upstream',
  bug: 'plugin',
};
const FAULT_OF_APP: Record<ErrorKind, PartialProblem['fault']> = {
  invalid: 'settings',
  unauthenticated: 'settings',
  forbidden: 'settings',
  'not-found': 'settings',
  conflict: 'settings',
  upstream: 'upstream',
};

/** Whose fault a failed query is and what to do, for the panel that asked. What we did not expect tells nothing. */
export function partialProblemOf(error: unknown): PartialProblem {
  if (error instanceof PluginError) {
    const { kind, message, field, position } = error;
    const place = { ...(field === undefined ? {} : { field }), ...(position === undefined ? {} : { position }) };
    return withRetry({ code: `plugin.${kind}`, detail: message, fault: FAULT_OF_PLUGIN[kind], ...place }, error);
  }
  if (error instanceof AppError) {
    const { code, message, kind, place, proposal } = error;
    const told = { code, detail: message, fault: FAULT_OF_APP[kind], ...place, ...(proposal ? { proposal } : {}) };
    return withRetry(told, error);
  }
  return {
    code: 'internal',
    detail: 'Something went wrong on our side. The log of the server says more.',
    fault: 'core',
  };
}

const withRetry = (problem: PartialProblem, { retryAfterMs }: { retryAfterMs?: number | undefined }): PartialProblem =>
  retryAfterMs === undefined ? problem : { ...problem, retryAfterMs };
