import * as z from 'zod';
import type { PluginContext } from '../context.js';
import type { DataSource, TimeRange } from '../datasource.js';
import { PluginError } from '../errors.js';
import { decodeFrames, encodeFrames } from '../frame-codec.js';
import type { Frame } from '../frame.js';
import { outsideSubset } from '../schema-subset.js';
import { sampleRange } from './samples.js';
import { CANARY, placeholderOf, stubContext, type Service, type Traces } from './stub-context.js';

type Inputs = Record<string, z.ZodObject>;

export interface DataSourceCase<C extends z.ZodObject, I extends Inputs> {
  readonly config: z.input<C>;
  /** What the service answers when all is well, to the check and to every question. Nothing reaches the network. */
  readonly service: Service;
  /** A question for each kind of query. */
  readonly questions: { readonly [N in keyof I]: z.input<I[N]> };
  readonly range?: TimeRange;
}

/** Refusals of a service, and the kind of PluginError that tells a person what to do about each. */
const REFUSALS = [
  { status: 401, headers: {}, expected: { name: 'PluginError', kind: 'auth' } },
  {
    status: 429,
    headers: { 'retry-after': '7' },
    expected: { name: 'PluginError', kind: 'rate-limit', retryAfterMs: 7000 },
  },
  { status: 500, headers: {}, expected: { name: 'PluginError', kind: 'transient' } },
  { status: 503, headers: {}, expected: { name: 'PluginError', kind: 'transient' } },
];

/**
 * The tests that every datasource must pass; a plugin's spec calls it once with a stub of the service and adds what is
 * special to the plugin. The plugin runs in this process, without the walls around it.
 */
export function describeDataSource<C extends z.ZodObject, S extends z.ZodObject, I extends Inputs>(
  source: DataSource<C, S, I>,
  given: DataSourceCase<C, I>,
): void {
  describe('the datasource contract', () => {
    it('has settings, secrets and questions that a form can show', () => {
      const questions = Object.values(source.queries).map(({ input }) => input as z.ZodObject);
      for (const schema of [source.config, source.secrets, ...questions]) {
        expect(outsideSubset(z.toJSONSchema(schema, { io: 'input' }))).toEqual([]);
      }
    });

    it('is asked every kind of query here', () => {
      expect(Object.keys(given.questions).sort()).toEqual(Object.keys(source.queries).sort());
    });

    describe.each(actsOf(source, given))('$name', (act) => {
      describeAnswers(act, given.service);
      describeSecrecy(act, given.service, Object.keys(source.secrets.shape));
    });
  });
}

function describeAnswers({ run }: Act, service: Service): void {
  it('answers with frames of whole columns, twice the same', async () => {
    const once = encodeFrames(await run(service));
    for (const { length, fields } of decodeFrames(once).frames) {
      expect(fields.map(({ values }) => values.length)).toEqual(fields.map(() => length));
    }
    expect(encodeFrames(await run(service))).toEqual(once);
  });

  it('ends when nobody waits any more', async () => {
    const controller = new AbortController();
    await expect(run(waitingService(controller), [], controller.signal)).rejects.toBeDefined();
    expect(controller.signal.aborted).toBe(true);
  });

  it.each(REFUSALS)('classifies an answer of $status', async ({ status, headers, expected }) => {
    await expect(run(() => new Response('{}', { status, headers }))).rejects.toMatchObject(expected);
  });
}

function describeSecrecy({ run }: Act, service: Service, secrets: readonly string[]): void {
  it('keeps secrets out of errors, logs and frames', async () => {
    const traces: Traces = [];
    const echo = (status: number) => () => new Response(`{"error":"no ${CANARY}"}`, { status });
    for (const answer of [service, echo(400), echo(401), echo(500), () => new Response(CANARY)]) {
      await run(answer, traces).then(
        (frames) => traces.push(JSON.stringify(frames)),
        (error: unknown) => traces.push(wordsOf(error)),
      );
    }
    for (const secret of [CANARY, ...secrets.map(placeholderOf)]) {
      expect(traces.filter((trace) => trace.includes(secret))).toEqual([]);
    }
  });
}

interface Act {
  readonly name: string;
  run(service: Service, traces?: Traces, signal?: AbortSignal): Promise<readonly Frame[]>;
}

/** The check and every question, each as something that can be run against a service. */
function actsOf<C extends z.ZodObject, S extends z.ZodObject, I extends Inputs>(
  source: DataSource<C, S, I>,
  given: DataSourceCase<C, I>,
): Act[] {
  const config = source.config.parse(given.config);
  const range = given.range ?? { ...sampleRange, maxPoints: 600 };
  const context = (...[service, traces = [], signal]: Parameters<Act['run']>) =>
    stubContext(source, config, { service, traces, signal }) as PluginContext<z.output<C>, z.output<S>>;
  const check: Act = {
    name: 'its check',
    run: async (...stub) => {
      await source.check(context(...stub));
      return [];
    },
  };
  const questions = Object.entries(given.questions).map(([name, question]): Act => ({
    name: `its query "${name}"`,
    run: async (...stub) => {
      const query = source.queries[name];
      if (!query) throw new Error(`There is no query "${name}".`);
      return [await query.run(context(...stub), { input: query.input.parse(question), range })].flat();
    },
  }));
  return [check, ...questions];
}

/** Never answers; aborts the question as soon as it is asked. A request without the signal could not be ended. */
function waitingService(controller: AbortController): Service {
  return (request, signal) => {
    if (!signal) throw new Error('The request was sent without the signal of the context.');
    const ended = new Promise<Response>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('Nobody waits.', { cause: signal.reason })), {
        once: true,
      });
    });
    controller.abort(new Error(`Nobody waits for ${request.url}.`));
    return ended;
  };
}

/** An error as the host would report it, with all that caused it. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const field = error instanceof PluginError ? (error.field ?? '') : '';
  return [error.message, field, error.cause === undefined ? '' : wordsOf(error.cause)].join(' ');
}
