import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import { effectiveChoice, type Offer } from '@quarterdeck/sdk/api/variable-choices';
import { isAll, type VariableChoice } from '@quarterdeck/sdk/api/variable-values';
import type { Variable } from '@quarterdeck/sdk/api/variables';

/** Why values cannot be asked by who may only choose among what is offered; null where they can. */
export function refusalOf(variable: Variable, offer: Offer, asked: VariableChoice): PartialProblem | null {
  const allowed = effectiveChoice(variable, { ...offer, known: true, truncated: false }, asked);
  if (same(allowed, asked)) return null;
  const [wrong = 'nothing'] = isAll(asked) ? ['all'] : asked.filter((value) => !holds(allowed, value));
  const detail = `“${String(wrong)}” is not among the values of “${variable.label || variable.name}”: choose one of those offered.`;
  return { code: 'variable.not-offered', detail, fault: 'settings' };
}

const holds = (choice: VariableChoice, value: unknown) =>
  !isAll(choice) && choice.some((one) => String(one) === String(value));

function same(one: VariableChoice, other: VariableChoice): boolean {
  if (isAll(one) || isAll(other)) return isAll(one) && isAll(other);
  return one.length === other.length && one.every((value, at) => String(value) === String(other[at]));
}
