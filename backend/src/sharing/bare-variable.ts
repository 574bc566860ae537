import type { Variable } from '@quarterdeck/sdk/api/variables';

/** A variable as visitors see it: how it is called and chosen, not what is asked for it. */
export function bareVariable(variable: Variable): Variable {
  if (variable.kind === 'query' || variable.kind === 'labelValues') {
    const { name, label, hidden, multiple, all, initial } = variable;
    return { kind: 'list', name, label, hidden, multiple, all, initial, options: [] };
  }
  return variable.kind === 'list' && variable.hidden ? { ...variable, options: [] } : variable;
}
