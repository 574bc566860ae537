import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { variableProblems } from '@quarterdeck/sdk/api/variable-uses';
import { invalid } from '../platform/errors.js';

/** Called before a document is stored: every reference leads to a variable, and none of them in a circle. */
export function requireSoundVariables(document: DashboardDocument): void {
  const fields = variableProblems(document);
  const [first] = fields;
  if (first) throw invalid('dashboard.variables', first.message, { fields });
}
