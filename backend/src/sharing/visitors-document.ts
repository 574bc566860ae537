import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Variable, VariableUses } from '@quarterdeck/sdk/api/variables';

const WRITTEN = /\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}/g;

/**
 * A document as visitors get it: without its queries and transforms, which name connections, what is asked of them and what
 * is left out of the answers; and of its variables those alone that the page shows. The server fills in the others.
 */
export function visitorsDocument(document: DashboardDocument): DashboardDocument {
  const panels = document.panels.map(({ transforms: _, ...panel }) => ({ ...panel, queries: [] }));
  const bare = { ...document, panels, variables: [] };
  const written = new Set(Array.from(JSON.stringify(bare).matchAll(WRITTEN), ([, name]) => name));
  const variables = document.variables
    .filter(({ kind, hidden, name }) => (kind !== 'constant' && !hidden) || written.has(name))
    .map(bareVariable);
  return { ...bare, variables };
}

/** What depends on what, among the variables that are told. */
export function visitorsUses(uses: VariableUses, told: readonly Variable[]): VariableUses {
  const names = new Set(told.map(({ name }) => name));
  const among = (all: Readonly<Record<string, string[]>>) =>
    Object.fromEntries(Object.entries(all).map(([key, used]) => [key, used.filter((name) => names.has(name))]));
  const variables = Object.entries(uses.variables).filter(([name]) => names.has(name));
  return { panels: among(uses.panels), variables: among(Object.fromEntries(variables)) };
}

/** How it is called and chosen, not what is asked for it. */
function bareVariable(variable: Variable): Variable {
  if (variable.kind === 'query' || variable.kind === 'labelValues') {
    const { name, label, hidden, multiple, all, initial } = variable;
    return { kind: 'list', name, label, hidden, multiple, all, initial, options: [] };
  }
  return variable.kind === 'list' && variable.hidden ? { ...variable, options: [] } : variable;
}
