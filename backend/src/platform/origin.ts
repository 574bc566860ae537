import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from './actor.js';

/** Who caused something, and from where. Travels with a request without being handed on by anybody. */
export interface Origin {
  /** Undefined for the server itself, and for who is not signed in. */
  actor?: Pick<Actor, 'kind' | 'id'> | undefined;
  /** The network address of the request. */
  address?: string;
}

const running = new AsyncLocalStorage<Origin>();

/** Called for every request: whatever it sets going has this origin. */
export const withOrigin = <T>(origin: Origin, work: () => T): T => running.run(origin, work);

/** Called by the guard once it knows who asks. */
export function nameOrigin({ kind, id }: Pick<Actor, 'kind' | 'id'>): void {
  const origin = running.getStore();
  if (origin) origin.actor = { kind, id };
}

/** Called where something is written down. Empty outside of a request: jobs, the start, the command line. */
export const currentOrigin = (): Origin => ({ ...running.getStore() });
