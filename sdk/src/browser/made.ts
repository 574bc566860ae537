import { Schema, wrongType, type Read, type Report } from './schema.js';

export type Shape = Readonly<Record<string, Schema>>;
type Values = Record<string, unknown>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export class ObjectSchema extends Schema {
  constructor(
    readonly shape: Shape,
    private readonly isStrict = false,
  ) {
    super((value, report) => {
      if (isRecord(value)) return readShape(shape, value, report, isStrict);
      wrongType('object', value, report);
      return value;
    });
  }

  extend(more: Shape): ObjectSchema {
    return new ObjectSchema({ ...this.shape, ...more }, this.isStrict);
  }

  partial(): ObjectSchema {
    const shape = Object.entries(this.shape).map(([name, schema]) => [name, schema.optional()] as const);
    return new ObjectSchema(Object.fromEntries(shape), this.isStrict);
  }

  pick(names: Readonly<Record<string, true>>): ObjectSchema {
    return this.only((name) => Object.hasOwn(names, name));
  }

  omit(names: Readonly<Record<string, true>>): ObjectSchema {
    return this.only((name) => !Object.hasOwn(names, name));
  }

  private only(isKept: (name: string) => boolean): ObjectSchema {
    const shape = Object.entries(this.shape).filter(([name]) => isKept(name));
    return new ObjectSchema(Object.fromEntries(shape), this.isStrict);
  }
}

function readShape(shape: Shape, value: Values, report: Report, isStrict: boolean): Values {
  const read: Values = {};
  for (const [name, schema] of Object.entries(shape)) {
    const one = report.at(name, () => schema.read(value[name], report));
    if (one !== undefined || name in value) read[name] = one;
  }
  const unknown = isStrict ? Object.keys(value).filter((name) => !Object.hasOwn(shape, name)) : [];
  if (unknown.length > 0) {
    const names = unknown.map((name) => `"${name}"`).join(', ');
    report.add('unrecognized_keys', `Unrecognized key${unknown.length > 1 ? 's' : ''}: ${names}`);
  }
  return read;
}

export class ArraySchema extends Schema {
  constructor(readonly element: Schema) {
    super((value, report) => {
      if (Array.isArray(value)) return value.map((one, at) => report.at(at, () => element.read(one, report)));
      wrongType('array', value, report);
      return value;
    });
  }

  min(least: number): this {
    return this.counted((count) => count >= least, 'too_small', `Too small: expected array to have >=${String(least)}`);
  }

  max(most: number): this {
    return this.counted((count) => count <= most, 'too_big', `Too big: expected array to have <=${String(most)}`);
  }

  private counted(holds: (count: number) => boolean, code: string, message: string): this {
    return this.checked((value, report) => {
      if (!holds((value as unknown[]).length)) report.add(code, `${message} items`);
      return value;
    });
  }
}

export const readTuple =
  (elements: readonly Schema[]): Read =>
  (value, report) => {
    if (!Array.isArray(value)) wrongType('tuple', value, report);
    else if (value.length !== elements.length) {
      const [code, size] = value.length > elements.length ? ['too_big', 'big'] : ['too_small', 'small'];
      const sign = size === 'big' ? '<=' : '>=';
      const message = `Too ${size}: expected array to have ${sign}${String(elements.length)} items`;
      report.add(code, message, { stops: true });
    } else return elements.map((element, at) => report.at(at, () => element.read(value[at], report)));
    return value;
  };

export const readRecord =
  (key: Schema, element: Schema): Read =>
  (value, report) => {
    if (!isRecord(value)) {
      wrongType('record', value, report);
      return value;
    }
    const read: Values = {};
    for (const [name, one] of Object.entries(value)) {
      if (name === '__proto__') continue;
      if (!key.safeParse(name).success) {
        report.at(name, () => {
          report.add('invalid_key', 'Invalid key in record', { stops: true });
        });
      } else read[name] = report.at(name, () => element.read(one, report));
    }
    return read;
  };

/** The first that fits; where none does, but one nearly, what that one says. */
export const readUnion =
  (options: readonly Schema[], words?: { error?: (issue: { input: unknown }) => string }): Read =>
  (value, report) => {
    const nearly = [];
    for (const option of options) {
      const tried = report.aside((aside) => option.read(value, aside));
      if (tried.issues.length === 0) return tried.value;
      if (!tried.issues.some(({ stops }) => stops)) nearly.push(tried);
    }
    const [only, ...others] = nearly;
    if (only && others.length === 0) report.take(only.issues);
    else report.add('invalid_union', words?.error?.({ input: value }) ?? 'Invalid input', { stops: true });
    return value;
  };

/** The one whose `name` has the value's. */
export function readKinds(name: string, options: readonly ObjectSchema[]): Read {
  const kinds = new Map(
    options.flatMap((option) => kindsOf(option.shape[name]).map((kind) => [kind, option] as const)),
  );
  return (value, report) => {
    if (!isRecord(value)) {
      wrongType('object', value, report);
      return value;
    }
    const option = kinds.get(value[name]);
    if (option) return option.read(value, report);
    const expected = [...kinds.keys()].map((kind) => `'${String(kind)}'`).join(' | ');
    const message = `Invalid discriminator value. Expected ${expected}`;
    report.add('invalid_union', message, { stops: true, path: [name] });
    return value;
  };
}

const kindsOf = (schema: Schema | undefined): readonly unknown[] =>
  schema && 'options' in schema ? (schema.options as readonly unknown[]) : [];
