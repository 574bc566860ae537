import { PluginError } from '@quarterdeck/sdk';
import { notFound } from '../platform/errors.js';
import { verdictOn } from './retries.js';

const limited = (retryAfterMs?: number) =>
  new PluginError('rate-limit', 'wait', retryAfterMs === undefined ? {} : { retryAfterMs });
const waitsOf = (error: unknown, chance: number, ...attempts: number[]) =>
  attempts.map((attempt) => verdictOn(error, attempt, chance).waitMs);

describe('after a failure', () => {
  it('a service is waited for as long as it asks', () => {
    expect(waitsOf(limited(7000), 0, 1, 5, 19)).toEqual([7000, 7000, 7000]);
    expect(waitsOf(limited(0), 0, 1)).toEqual([0]);
  });

  it('one that asks for a day is asked again by the plan', () => {
    expect(waitsOf(limited(86_400_000), 0, 1)).toEqual([null]);
  });

  it('one that says nothing is waited for ever longer, up to five minutes, and not by all at the same moment', () => {
    const trouble = new PluginError('transient', 'trouble');
    expect(waitsOf(trouble, 1, 1, 2, 3, 7)).toEqual([1000, 2000, 4000, 64_000]);
    expect(waitsOf(trouble, 0, 1, 2, 3, 7)).toEqual([500, 1000, 2000, 32_000]);
    expect(waitsOf(limited(), 1, 15)).toEqual([300_000]);
  });

  it('it is given up after so many tries without a batch', () => {
    expect(waitsOf(new PluginError('transient', 'trouble'), 0, 8)).toEqual([null]);
    expect(waitsOf(limited(10), 0, 20)).toEqual([null]);
    expect(waitsOf(new PluginError('bug', 'oops'), 1, 1, 2, 3)).toEqual([1000, 2000, null]);
  });

  it('what only a person can mend is told at once', () => {
    for (const error of [new PluginError('auth', 'mend'), new PluginError('config', 'mend'), notFound('plugin', 'x')])
      expect(verdictOn(error, 1, 0)).toMatchObject({ waitMs: null, problem: { message: error.message } });
  });

  it('of our own faults people read no more than that it is ours', () => {
    const { problem, waitMs } = verdictOn(new Error('connection to 10.0.0.7 lost'), 1, 1);
    expect(problem).toMatchObject({ kind: 'ours', message: expect.not.stringContaining('10.0.0.7') });
    expect(waitMs).toBe(1000);
  });
});
