import { isAll, type VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { FilledVariables } from './filled-input.js';

/** Values as an editor states them for queries that no dashboard holds: there is nothing to look them up in. */
export function statedVariables(choices: VariableChoices = {}): FilledVariables {
  const stated = Object.entries(choices).map(([name, choice]) => [
    name,
    {
      ...(isAll(choice) ? { values: choice.values ?? [], all: true } : { values: choice, all: false }),
      // Who asks freely may name any connection anyway.
      connects: true,
    },
  ]);
  return Object.fromEntries(stated) as FilledVariables;
}
