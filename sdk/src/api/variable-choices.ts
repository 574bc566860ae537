import type { VariableValues } from '../context.js';
import type { QueryScope } from './queries.js';
import { isAll, type VariableChoice, type VariableValue } from './variable-values.js';
import { AUTO, type ShownVariable, type Variable, type VariableOption } from './variables.js';

/** Steps that "auto" takes, and the most of them that a range is cut into. */
const STEPS = ['1s', '5s', '10s', '30s', '1m', '5m', '10m', '15m', '30m', '1h', '3h', '6h', '12h', '1d', '1w'];
const MOST_STEPS = 300;
const MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `5m` in milliseconds; undefined for what is no step. */
export function intervalMs(step: string): number | undefined {
  const parts = /^(\d{1,4})([smhdw])$/.exec(step);
  return parts ? Number(parts[1]) * MS[parts[2] as keyof typeof MS] : undefined;
}

/** The step that "auto" means for a range. */
export function autoInterval({ from, to }: QueryScope['range']): string {
  return STEPS.find((step) => (to - from) / (intervalMs(step) ?? 1) <= MOST_STEPS) ?? '1w';
}

/** What a variable offers. `known` is false where that could not be learnt, `truncated` where there is more. */
export interface Offer {
  readonly options: readonly VariableOption[];
  readonly truncated: boolean;
  readonly known: boolean;
}

/** The options that stand in the document itself; undefined where somebody must be asked. */
export function ownOffer(variable: Variable): Offer | undefined {
  const whole = (options: readonly VariableOption[]) => ({ options, truncated: false, known: true });
  switch (variable.kind) {
    case 'list':
      return whole(variable.options);
    case 'constant':
      return whole([{ value: variable.value }]);
    case 'text':
      return whole([]);
    case 'interval':
      return whole([...(variable.auto ? [AUTO] : []), ...variable.options].map((value) => ({ value })));
    default:
      return undefined;
  }
}

/**
 * What is really chosen: of the asked values those that are offered, else what the variable begins with, else all or the
 * first value. Values come back with the type that the option has: addresses know texts alone.
 */
export function effectiveChoice(variable: Variable, offer: Offer, asked?: VariableChoice): VariableChoice {
  if (variable.kind === 'constant') return [variable.value];
  if (variable.kind === 'text') return [String((asked && !isAll(asked) ? asked[0] : undefined) ?? variable.initial)];
  const begins = initialOf(variable);
  const fitting = fitted(variable, offer, asked) ?? fitted(variable, offer, begins);
  if (fitting) return fitting;
  if (canAll(variable)) return { all: true };
  return offer.options.slice(0, 1).map(({ value }) => value);
}

export const canAll = (variable: Variable) => 'all' in variable && variable.all;
export const canMany = (variable: Variable) => 'multiple' in variable && variable.multiple;

function initialOf(variable: Exclude<Variable, { kind: 'text' | 'constant' }>): VariableChoice | undefined {
  const { initial } = variable;
  if (initial === null) return undefined;
  return typeof initial === 'string' ? [initial] : initial;
}

function fitted(variable: Variable, offer: Offer, asked: VariableChoice | undefined): VariableChoice | undefined {
  if (!asked) return undefined;
  if (isAll(asked)) return canAll(variable) ? { all: true } : undefined;
  const offered = new Map(offer.options.map(({ value }) => [String(value), value]));
  const mayBeMore = offer.truncated || !offer.known;
  const values = asked.flatMap((value): VariableValue[] => {
    const own = offered.get(String(value));
    return own !== undefined ? [own] : mayBeMore ? [value] : [];
  });
  const once = [...new Set(values)];
  if (once.length === 0) return undefined;
  return canMany(variable) ? once : once.slice(0, 1);
}

/** The values behind a choice. Of "all" those that are offered. */
export function valuesOf(variable: Variable, choice: VariableChoice, { options }: Offer, scope: Range): VariableValues {
  if (isAll(choice)) return { values: choice.values ?? options.map(({ value }) => value), all: true };
  if (variable.kind !== 'interval') return { values: choice, all: false };
  return { values: choice.map((step) => (step === AUTO ? autoInterval(scope.range) : step)), all: false };
}
type Range = Pick<QueryScope, 'range'>;

/** What is chosen, as people read it. */
export function shownVariable(variable: Variable, choice: VariableChoice, { options }: Offer): ShownVariable {
  const { name, label, hidden } = variable;
  const labels = new Map(options.map(({ value, label: text }) => [String(value), text ?? String(value)]));
  const values = isAll(choice) ? [] : choice.map((value) => labels.get(String(value)) ?? String(value));
  return { name, label: label || name, hidden, all: isAll(choice), values };
}

/** A title or text with `{{name}}` replaced. What no variable is called stays as it is; `escape` is for other languages. */
export function withVariables(
  text: string,
  shown: ReadonlyMap<string, string>,
  escape: (value: string) => string = (value) => value,
): string {
  return text.replace(/\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}/g, (whole, name: string) => {
    const value = shown.get(name);
    return value === undefined ? whole : escape(value);
  });
}
