import { Query } from '@quarterdeck/sdk/api/queries';
import { Timezone } from '@quarterdeck/sdk/api/time-range';
import { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import { variablesOf } from '@quarterdeck/sdk/api/variable-uses';

/** One of the queries of a question; what is hidden waits, unasked. */
export interface QuestionPart {
  readonly query: Query;
  readonly hidden: boolean;
}

/** What the page of Explore shows, but for the time range: that stands in the address as on dashboards. */
export interface Question {
  readonly parts: readonly QuestionPart[];
  readonly shown: 'chart' | 'table';
  /** What was chosen on the dashboard that the queries come from. */
  readonly variables: VariableChoices;
  /** The zone of that dashboard. */
  readonly timezone?: string | undefined;
}

/** So many queries a panel may have. */
export const MOST_QUERIES = 20;

export const NO_QUESTION: Question = { parts: [], shown: 'chart', variables: {} };

/**
 * A question as it stands behind the # of the address. Servers are never told that part, so that what somebody asks of a
 * database does not end up in the log of a proxy.
 */
export function fragmentOf({ parts, shown, variables, timezone }: Question): string | undefined {
  if (parts.length === 0) return undefined;
  return JSON.stringify({
    parts: parts.map(({ query, hidden }) => (hidden ? { query, hidden } : { query })),
    ...(shown === 'table' ? { shown } : {}),
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...(timezone === undefined ? {} : { timezone }),
  });
}

/** The reverse; what is no question of ours is none. */
export function questionIn(fragment: string | null): Question {
  try {
    return questionOf(JSON.parse(fragment ?? 'null'));
  } catch {
    return NO_QUESTION;
  }
}

/** A question that came from outside of the page. */
export function questionOf(value: unknown): Question {
  if (typeof value !== 'object' || value === null) return NO_QUESTION;
  const { parts, shown, variables, timezone } = value as Readonly<Record<string, unknown>>;
  if (!Array.isArray(parts)) return NO_QUESTION;
  return {
    parts: parts.slice(0, MOST_QUERIES).flatMap(partOf),
    shown: shown === 'table' ? 'table' : 'chart',
    variables: VariableChoices.safeParse(variables).data ?? {},
    timezone: Timezone.safeParse(timezone).data,
  };
}

function partOf(value: unknown): QuestionPart[] {
  const { query, hidden } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const read = Query.safeParse(query);
  return read.success ? [{ query: read.data, hidden: hidden === true }] : [];
}

/** Of some variables those that the queries need. */
export function neededBy(queries: readonly Query[], variables: VariableChoices): VariableChoices {
  const names = new Set(queries.flatMap((query) => variablesOf(query, Object.keys(variables))));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
}

/** `A`, `B` …: how one speaks of the queries of a question. */
export const letterOf = (at: number): string => String.fromCharCode('A'.charCodeAt(0) + at);
