import { RestartPolicy } from './restart-policy.js';

describe('the restart of a plugin', () => {
  function crashing() {
    const clock = { at: 1_000_000 };
    const policy = new RestartPolicy(() => clock.at);
    return { clock, policy };
  }

  it('may follow a first crash at once', () => {
    const { policy } = crashing();
    policy.noteCrash();
    expect(policy.waitMs()).toBe(0);
  });

  it('waits twice as long after each further crash', () => {
    const { policy } = crashing();
    policy.noteCrash();
    const waits = [2, 3, 4].map(() => {
      policy.noteCrash();
      return policy.waitMs();
    });
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('stops being tried at the fifth crash within a minute', () => {
    const { clock, policy } = crashing();
    for (let crash = 0; crash < 5; crash++) policy.noteCrash();
    expect([policy.isOpen(), policy.waitMs()]).toEqual([true, 60_000]);
    clock.at += 60_000;
    expect([policy.isOpen(), policy.waitMs()]).toEqual([false, 0]);
  });

  it('forgets crashes that are a minute old', () => {
    const { clock, policy } = crashing();
    policy.noteCrash();
    clock.at += 60_000;
    policy.noteCrash();
    expect(policy.waitMs()).toBe(0);
  });
});
