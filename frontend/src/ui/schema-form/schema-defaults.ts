import { plainCopy } from '../picture/check/plain-copy';

/** A JSON Schema within the subset that plugins may use for their options. */
interface Node {
  readonly type?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** An option that the widget's schema refuses. The sentence is for whoever edits the panel. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/**
 * Options made whole by the defaults of the widget's schema. What `draw` relies on is checked: the type of every value and
 * the words of an enum; a wrong one throws an {@link OptionError}. What the schema does not know is dropped.
 */
export function wholeOptions(schema: unknown, options: unknown, place = 'options'): unknown {
  const node = (schema ?? {}) as Node;
  if (options === undefined) return missing(node, place);
  if (node.enum && !node.enum.includes(options)) throw refusal(place, `one of ${node.enum.map(String).join(', ')}`);
  const check = CHECKS[String(node.type)];
  return check ? check(node, options, place) : options;
}

type Check = (node: Node, value: unknown, place: string) => unknown;
const typed =
  (type: 'string' | 'boolean', wanted: string): Check =>
  (_, value, place) => {
    if (typeof value !== type) throw refusal(place, wanted);
    return value;
  };
const CHECKS: Readonly<Record<string, Check | undefined>> = {
  object: wholeObject,
  array: wholeList,
  number: wholeNumber,
  integer: wholeNumber,
  string: typed('string', 'a text'),
  boolean: typed('boolean', 'true or false'),
};

function wholeList({ items }: Node, value: unknown, place: string): unknown {
  if (!Array.isArray(value)) throw refusal(place, 'a list');
  return value.map((one, at) => wholeOptions(items, one, `${place}[${at}]`));
}

/** Objects are filled from within, so that a whole section may be left out. */
function missing(node: Node, place: string): unknown {
  if (node.default !== undefined) return plainCopy(node.default);
  const fillable =
    node.type === 'object' && Object.values(node.properties ?? {}).some((one) => one.default !== undefined);
  return fillable ? wholeObject(node, {}, place) : undefined;
}

function wholeObject({ properties, required = [] }: Node, value: unknown, place: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal(place, 'a group of options');
  if (!properties) return value;
  const given = value as Record<string, unknown>;
  const entries = Object.entries(properties).map(([name, node]) => {
    const whole = wholeOptions(node, Object.hasOwn(given, name) ? given[name] : undefined, `${place}.${name}`);
    if (whole === undefined && required.includes(name))
      throw new OptionError(`The option "${place}.${name}" is missing.`);
    return [name, whole] as const;
  });
  return Object.fromEntries(entries.filter(([, whole]) => whole !== undefined));
}

function wholeNumber({ type, minimum = -Infinity, maximum = Infinity }: Node, value: unknown, place: string): number {
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) throw refusal(place, 'a number');
  if (value < minimum || value > maximum) throw refusal(place, `between ${minimum} and ${maximum}`);
  return value;
}

const refusal = (place: string, wanted: string) => new OptionError(`The option "${place}" must be ${wanted}.`);
