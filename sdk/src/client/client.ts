import type { z } from 'zod';
import { decodeFrames, FRAMES_MEDIA_TYPE } from '../frame-codec.js';
import type { Frame } from '../frame.js';
import { Problem } from '../api/problem.js';
import type { PartialProblem } from '../api/problem.js';
import { AnswerPlaces } from '../api/queries.js';
import { isBytes, type AnswerOf, type Bytes, type Route } from '../api/route.js';

/** An answer that was no success. `problem` is what the server said; `status` is 0 when it could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.detail, options);
  }
}

export interface ClientOptions {
  /** The server's address without a trailing slash; '' is the page's own. */
  readonly baseUrl: string;
  /** An API key or the token of a share link. A browser session needs none. */
  readonly token?: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** What a route wants, and only that: `params`, `query` and `body` are there where the route declares them. */
export type CallInput<R> =
  R extends Route<infer P, infer Q, infer B>
    ? (P extends z.ZodNever ? { params?: never } : { params: z.input<P> }) &
        (Q extends z.ZodNever ? { query?: never } : QueryInput<z.input<Q>>) &
        (B extends z.ZodNever ? { body?: never } : { body: z.input<B> }) & { signal?: AbortSignal }
    : never;

/** A query string of which nothing is required may be left out. */
type QueryInput<T> = Partial<T> extends T ? { query?: T } : { query: T };

/** Frames of one panel or query, or why there are none. */
export interface FramesAnswer {
  readonly frames: Frame[];
  readonly problem: PartialProblem | null;
}

export type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType | Bytes | undefined>;
interface Call {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The HTTP API, typed from its routes. Used by the front end, by scripts and by tests. */
export class QuarterdeckClient {
  constructor(private readonly options: ClientOptions) {}

  /** Calls a route and checks the answer against its schema. Throws an {@link ApiError}. */
  async call<R extends AnyRoute>(route: R, input: CallInput<R>): Promise<AnswerOf<R>>;
  async call(route: AnyRoute, input: Call): Promise<unknown> {
    const response = await this.send(route, input, 'application/json');
    if (!route.answer) return undefined;
    if (isBytes(route.answer)) return response.blob();
    return route.answer.parse(await response.json());
  }

  /** Calls a route that answers with frames, in their binary form. */
  async frames<R extends AnyRoute>(route: R, input: CallInput<R>): Promise<FramesAnswer[]>;
  async frames(route: AnyRoute, input: Call): Promise<FramesAnswer[]> {
    const response = await this.send(route, input, FRAMES_MEDIA_TYPE);
    const { frames, meta } = decodeFrames(new Uint8Array(await response.arrayBuffer()));
    return AnswerPlaces.parse(meta).answers.map(({ frames: places, problem }) => ({
      frames: places.flatMap((place) => frames[place] ?? []),
      problem,
    }));
  }

  private async send(route: AnyRoute, { params, query, body, signal }: Call, accept: string): Promise<Response> {
    const { baseUrl, token, fetch = globalThis.fetch } = this.options;
    const headers: Record<string, string> = { accept };
    if (token) headers.authorization = `Bearer ${token}`;
    if (body !== undefined) headers['content-type'] = route.bodyType ?? 'application/json';
    const response = await fetch(`${baseUrl}/api/${addressOf(route.path, params, query)}`, {
      method: route.method,
      headers,
      credentials: token ? 'omit' : 'same-origin',
      ...(body === undefined ? {} : { body: route.bodyType ? (body as Blob) : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new ApiError(0, UNREACHABLE, { cause });
    });
    if (!response.ok) throw new ApiError(response.status, await problemOf(response));
    return response;
  }
}

const UNREACHABLE: Problem = {
  type: 'about:blank',
  title: 'Unreachable',
  status: 0,
  code: 'server.unreachable',
  detail: 'The server cannot be reached.',
};

function addressOf(path: string, params: unknown, query: unknown): string {
  const values = (params ?? {}) as Record<string, string>;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, string | number | boolean | undefined>)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search.toString()}` : filled;
}

async function problemOf(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const { status } = response;
  return { type: 'about:blank', title: 'Error', status, code: 'http', detail: `The server answered with ${status}.` };
}
