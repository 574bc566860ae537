import { Panel } from '@quarterdeck/sdk/api/dashboards';
import { METRICS_SOURCE } from '@quarterdeck/sdk/api/queries';
import { RECORDS_SOURCE } from '@quarterdeck/sdk/api/record-queries';
import { standing } from './documents';

/** Says of a text that it is one of ours, and which shape it has. */
const MARK = 'quarterdeck.panels/1';
const MOST = 200;
/** Every workspace has them. */
const OWN_SOURCES: ReadonlySet<string> = new Set([METRICS_SOURCE, RECORDS_SOURCE]);

/** Panels on their way between dashboards, as the clipboard holds them. */
export interface CopiedPanels {
  readonly panels: readonly Panel[];
  /** The names of the connections that they ask, by id: elsewhere the ids say nothing. */
  readonly connections: Readonly<Record<string, string>>;
}

/** What somebody pastes is anything: a text of ours with panels that are whole, or undefined. */
export function readCopied(text: string): CopiedPanels | undefined {
  const value = jsonOf(text);
  if (!isRecord(value) || value.type !== MARK || !Array.isArray(value.panels)) return undefined;
  const panels = value.panels.slice(0, MOST).map((panel) => Panel.safeParse(panel));
  if (panels.length === 0 || !panels.every(({ success }) => success)) return undefined;
  const names = isRecord(value.connections) ? Object.entries(value.connections) : [];
  return {
    panels: panels.flatMap(({ data }) => (data ? [standing(data, {})] : [])),
    connections: Object.fromEntries(names.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  };
}

export function writeCopied({ panels, connections }: CopiedPanels): string {
  const asked = new Set(panels.flatMap(sourcesOf));
  const names = Object.entries(connections).filter(([id]) => asked.has(id));
  return JSON.stringify({ type: MARK, panels, connections: Object.fromEntries(names) }, null, 2);
}

/** The connections that a panel asks and that are not among the known ones. */
export function missingSources(panel: Panel, known: ReadonlySet<string>): string[] {
  return sourcesOf(panel).filter((source) => !known.has(source));
}

/** A connection that a variable chooses is not known before: it is no part of the panel. */
const sourcesOf = ({ queries }: Panel): string[] => [
  ...new Set(queries.flatMap(({ source }) => (typeof source !== 'string' || OWN_SOURCES.has(source) ? [] : [source]))),
];

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
