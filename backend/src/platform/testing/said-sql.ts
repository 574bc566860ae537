import { DataSource } from 'typeorm';
import type { TestApp } from './test-app.js';

/** The statements that the application says while something is done and its events are delivered, of those that match. */
export async function saidSql(test: TestApp, matching: RegExp, work: () => Promise<unknown>): Promise<string[]> {
  await quiet(test);
  const source = test.app.get(DataSource);
  const create = source.createQueryRunner.bind(source);
  const said: string[] = [];
  source.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (text: string, ...rest: unknown[]) => Promise<never>;
    runner.query = (text: string, ...rest: unknown[]): Promise<never> => {
      said.push(text);
      return query(text, ...rest);
    };
    return runner;
  };
  try {
    await work();
    await quiet(test);
  } finally {
    source.createQueryRunner = create;
  }
  return said.filter((text) => matching.test(text));
}

/** Until no event waits to be delivered. */
async function quiet({ database }: TestApp): Promise<void> {
  const patience = AbortSignal.timeout(10_000);
  const waiting = () => database.asSystem(() => database.sql('select from events'));
  while ((await waiting()).length > 0) {
    patience.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
