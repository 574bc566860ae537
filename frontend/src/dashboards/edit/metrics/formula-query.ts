import { FORMULA_KIND, metricsAsked } from '@quarterdeck/sdk/api/metric-queries';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';

type Input = Readonly<Record<string, unknown>>;

export const isFormula = ({ source, kind }: Pick<Query, 'source' | 'kind'>) =>
  source === METRICS_SOURCE && kind === FORMULA_KIND;

/** The queries that a formula names, each as a question of its own. */
export function queriesIn({ queries }: Input): { name: string; query: Query }[] {
  return Object.entries((queries ?? {}) as Record<string, Record<string, unknown>>).map(([name, input]) => ({
    name,
    query: { source: METRICS_SOURCE, kind: 'metrics', input },
  }));
}

/** A formula has a text, and a metric for each of its letters. */
export const isWholeFormula = ({ formula, queries }: Input) =>
  typeof formula === 'string' &&
  formula.trim() !== '' &&
  metricsAsked({ queries }).every((metric) => typeof metric !== 'string' || metric !== '');

/** What is asked becomes the first letter of a formula, and the first letter what is asked. */
export function asFormula({ input }: Query): Query {
  const other = { metric: '', labels: {} };
  return { source: METRICS_SOURCE, kind: FORMULA_KIND, input: { formula: 'a / b', queries: { a: input, b: other } } };
}
export function asMetric({ input }: Query): Query {
  const [first] = queriesIn(input);
  return first?.query ?? { source: METRICS_SOURCE, kind: 'metrics', input: { metric: '', labels: {} } };
}

/** The first letter that is free. */
export function nextName(names: readonly string[]): string {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
  return letters.find((letter) => !names.includes(letter)) ?? `q${String(names.length + 1)}`;
}

/** What is wrong with one query of a formula, as if it had been asked alone. */
export function problemInside(problem: PartialProblem | null, name: string): PartialProblem | null {
  const prefix = `queries.${name}.`;
  if (!problem?.field?.startsWith(prefix)) return null;
  return { ...problem, field: problem.field.slice(prefix.length) };
}

export const withoutUndefined = (input: Input): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
