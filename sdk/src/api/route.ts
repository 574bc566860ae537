import type { z } from 'zod';

/**
 * Who may call a route. A role means a signed-in person with at least that role; `points` an API key; `records` an API
 * key or an editor; `share` a share link (or a signed-in viewer); `public` anybody.
 */
export type Access = 'public' | 'share' | 'points' | 'records' | 'viewer' | 'editor' | 'owner';

/** What a route answers besides JSON: bytes of one media type. */
export interface Bytes {
  readonly mediaType: string;
}

/**
 * One route of the HTTP API. It is the single source for the server's validation and rights, for the types of the client
 * and for the OpenAPI description.
 */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType | Bytes | undefined = z.ZodType | Bytes | undefined,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api`, with `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The body is no JSON but bytes of this media type, which the handler reads as a stream: `body: z.file()`. */
  readonly bodyType?: string;
  /** The body is a list, and may also be sent as `application/x-ndjson`: one element of it a line. */
  readonly lines?: boolean;
  /** Left out: 204 without content. */
  readonly answer?: A;
  /** 200 unless told otherwise; 204 without an answer. */
  readonly status?: 200 | 201 | 202;
  /** Largest accepted body in bytes; 1 MiB unless told otherwise. */
  readonly bodyLimit?: number;
}

/** Declares a route; an identity function that exists for its types. */
export function route<
  P extends z.ZodType = z.ZodNever,
  Q extends z.ZodType = z.ZodNever,
  B extends z.ZodType = z.ZodNever,
  const A extends z.ZodType | Bytes | undefined = undefined,
>(spec: Route<P, Q, B, A>): Route<P, Q, B, A> {
  return spec;
}

export const isBytes = (answer: z.ZodType | Bytes | undefined): answer is Bytes =>
  answer !== undefined && 'mediaType' in answer;

export type ParamsOf<R> = R extends Route<infer P> ? z.output<P> : never;
export type QueryOf<R> = R extends Route<z.ZodType, infer Q> ? z.output<Q> : never;
export type BodyOf<R> = R extends Route<z.ZodType, z.ZodType, infer B> ? z.output<B> : never;
export type AnswerOf<R> =
  R extends Route<z.ZodType, z.ZodType, z.ZodType, infer A>
    ? A extends z.ZodType
      ? z.output<A>
      : A extends Bytes
        ? Blob
        : undefined
    : never;
