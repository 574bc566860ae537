import { encodeFrames, type Frame } from '@quarterdeck/sdk';
import type { Comparison } from '@quarterdeck/sdk/api/comparison';
import type { Connection } from '@quarterdeck/sdk/api/connections';
import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import type { Query } from '@quarterdeck/sdk/api/queries';
import type { SnapshotContent } from '@quarterdeck/sdk/api/reports';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';
import { isAll, isReference, type VariableChoice } from '@quarterdeck/sdk/api/variable-values';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { createHash } from 'node:crypto';
import { toPlaces } from '../platform/http/frames.interceptor.js';

export interface Snapshot {
  /** SHA-256 of the bytes, in hex. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The same panels over the time that a snapshot is compared with. */
export interface EarlierAnswers {
  readonly comparison: Comparison;
  readonly range: TimeWindow;
  readonly answers: readonly FramesAnswer[];
}

/**
 * The bytes of a frozen dashboard and their name. The same content gives the same bytes, whatever the order in which its
 * keys were written: PostgreSQL, plugins and our own code each have their own.
 */
export function snapshotOf(
  content: Omit<SnapshotContent, 'panels' | 'compared'>,
  answers: readonly FramesAnswer[],
  earlier?: EarlierAnswers,
): Snapshot {
  const { frames, places } = toPlaces([...answers, ...(earlier?.answers ?? [])]);
  const whole: SnapshotContent = {
    ...content,
    panels: places.answers.slice(0, answers.length),
    ...(earlier
      ? {
          compared: {
            comparison: earlier.comparison,
            range: earlier.range,
            panels: places.answers.slice(answers.length),
          },
        }
      : {}),
  };
  const bytes = Buffer.from(encodeFrames(frames.map(canonicalFrame), canonical(whole)).buffer);
  return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/**
 * The exact plugins behind a document: its widgets, and the datasources of the connections that it asks. `installed` is
 * the catalogue, newest versions first; a pin that nothing answers is left out, and its panel says so.
 */
export function usedPlugins(
  { document: { panels }, choices }: ChosenDocument,
  connections: readonly Connection[],
  installed: readonly Plugin[],
): Plugin[] {
  const sources = new Set(panels.flatMap(({ queries }) => queries.flatMap(({ source }) => sourcesOf(source, choices))));
  const asked = connections.filter(({ id }) => sources.has(id));
  const pins = new Set([...panels.map(({ widget }) => widget), ...asked.map(({ plugin }) => plugin)]);
  const ready = installed.filter(({ state }) => state.ready);
  return [...pins].sort().flatMap((pin) => ready.find(({ id, version }) => pin === `${id}@${majorOf(version)}`) ?? []);
}

export interface ChosenDocument {
  readonly document: DashboardDocument;
  readonly choices: ReadonlyMap<string, VariableChoice>;
}

function sourcesOf(source: Query['source'], choices: ChosenDocument['choices']): string[] {
  if (!isReference(source)) return [source];
  const choice = choices.get(source.$variable) ?? [];
  return isAll(choice) ? [] : choice.map(String);
}

const majorOf = (version: string) => version.split('.', 1)[0] ?? '';

function canonicalFrame({ fields, ...frame }: Frame): Frame {
  const sorted = fields.map(({ values, ...field }) => ({ ...canonical(field), values }));
  return { ...canonical(frame), fields: sorted as Frame['fields'] };
}

/** The same value with the keys of all its objects in alphabetical order. */
function canonical<T>(value: T): T {
  if (Array.isArray(value)) return value.map(canonical) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical<unknown>(inner)])) as T;
}
