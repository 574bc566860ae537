import type { AuditActor, AuditEntry } from '@quarterdeck/sdk/api/audit';
import { csvCell } from '../platform/csv-cell.js';
import type { AuditEntryEntity } from './audit-entry.entity.js';

export const toEntry = (row: AuditEntryEntity): AuditEntry => ({
  ...{ id: row.eventId, at: row.at.toISOString(), kind: row.kind, address: row.address, details: row.details },
  actor: { kind: row.actorKind as AuditActor['kind'], id: row.actorId, name: row.actorName },
  subject: { kind: row.subjectKind, id: row.subjectId, name: row.subjectName },
});

const HEADINGS = ['time', 'kind', 'actor', 'actor_kind', 'actor_id', 'address', 'on', 'on_kind', 'on_id', 'details'];

/** One line an entry, the newest first. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const lines = entries.map(({ at, kind, actor, address, subject, details }) =>
    [at, kind, actor.name, actor.kind, actor.id, address ?? '', subject.name, subject.kind, subject.id, textOf(details)]
      .map(csvCell)
      .join(','),
  );
  return [HEADINGS.join(','), ...lines, ''].join('\r\n');
}

const textOf = (details: AuditEntry['details']) =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('; ');
