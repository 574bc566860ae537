import { DashboardDocument, type Dashboard } from '@quarterdeck/sdk/api/dashboards';
import type { DashboardEntity } from './dashboard.entity.js';

/**
 * A document as it lies in the database, with the fields that came after it was saved. One that today's rules would refuse
 * is shown as it is: rules are for saving.
 */
export function readDocument(stored: DashboardDocument): DashboardDocument {
  const parsed = DashboardDocument.safeParse(stored);
  return parsed.success ? parsed.data : stored;
}

type Stored = Pick<DashboardEntity, 'id' | 'version' | 'document' | 'updatedAt'>;

export const toDashboard = ({ id, version, document, updatedAt }: Stored): Dashboard => ({
  id,
  version,
  updatedAt: updatedAt.toISOString(),
  document: readDocument(document),
});
