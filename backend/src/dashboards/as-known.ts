import { FORMULA_KIND } from '@quarterdeck/sdk/api/metric-queries';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import type { FramesAnswer } from '@quarterdeck/sdk/client';

type Input = Query['input'];

/** The same question with the numbers as they were known at an instant, where its source can tell. */
export function asKnown(query: Query, asKnownAt: string | undefined): Query {
  if (asKnownAt === undefined || query.source !== METRICS_SOURCE) return query;
  return {
    ...query,
    input: query.kind === FORMULA_KIND ? inAll(query.input, asKnownAt) : known(query.input, asKnownAt),
  };
}

/** Only our own store keeps what numbers were: others answer with what they are, and that is said. */
export function saidAsKnown(answer: FramesAnswer, { source }: Query, asKnownAt: string | undefined): FramesAnswer {
  if (asKnownAt === undefined || source === METRICS_SOURCE) return answer;
  const notice = { level: 'warning' as const, text: TODAYS };
  return {
    ...answer,
    frames: answer.frames.map((frame) => ({ ...frame, notices: [...(frame.notices ?? []), notice] })),
  };
}

const TODAYS = 'This source does not keep what was known earlier: these are the numbers of today.';

/** What a question says for itself stays. */
const known = (input: Input, asKnownAt: string): Input => ({ asKnownAt, ...input });

function inAll({ queries, ...rest }: Input, asKnownAt: string): Input {
  if (typeof queries !== 'object' || queries === null) return { ...rest, queries };
  const named = Object.entries(queries as Record<string, Input>).map(([name, one]) => [name, known(one, asKnownAt)]);
  return { ...rest, queries: Object.fromEntries(named) as unknown };
}
