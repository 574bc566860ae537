import type { Import } from '@quarterdeck/sdk/api/imports';
import type { ImportEntity } from './import.entity.js';

/** Progress is noted at least every second; whoever is silent for so long has died. */
const LOST_AFTER_MS = 2 * 60_000;
const LOST =
  'The server was stopped while it read this file. What it had read by then is stored: import the file again.';

/** What people see of an import. One whose process has died says so, although nobody could write that down. */
export function toImport(entity: ImportEntity, now: number): Import {
  const { id, fileName, fileBytes, readBytes, rows, refused, added, replaced, unchanged, series } = entity;
  const { mapping, fromAt, toAt, createdAt, finishedAt } = entity;
  const lost = isLost(entity, now);
  return {
    ...{ id, fileName, fileBytes, readBytes, rows, refused, added, replaced, unchanged, series },
    status: lost ? 'failed' : entity.status,
    problem: lost ? LOST : entity.problem,
    metrics: mapping.values.map(({ metric }) => metric),
    from: fromAt?.toISOString() ?? null,
    to: toAt?.toISOString() ?? null,
    undoable: entity.undoable && finishedAt !== null && entity.status !== 'undone',
    seconds: secondsOf(entity, lost),
    createdAt: createdAt.toISOString(),
  };
}

/** Whether the process that read the file is gone. */
export const isLost = ({ startedAt, progressAt, finishedAt }: ImportEntity, now: number): boolean =>
  startedAt !== null && finishedAt === null && now - (progressAt ?? startedAt).getTime() > LOST_AFTER_MS;

function secondsOf({ startedAt, progressAt, finishedAt }: ImportEntity, lost: boolean): number | null {
  const end = lost ? (progressAt ?? startedAt) : finishedAt;
  if (!end) return null;
  return startedAt ? (end.getTime() - startedAt.getTime()) / 1000 : 0;
}
