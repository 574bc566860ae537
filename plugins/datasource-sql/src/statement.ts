import { macros } from './macros.js';
import { scan, type Piece } from './scanner.js';
import { mistake, usage, type Given, type Writing } from './writing.js';

/** SQL as it is sent: what stands in for macros and variables are parameters, never text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The place in the SQL of the person for a place in `text`, both in UTF-16 units. */
  placeOf(position: number): number;
}

/** Throws a PluginError that points at what cannot be understood. */
export function statementOf(sql: string, given: Given): Statement {
  return new StatementWriting(sql, given).finish();
}

/** Where a piece of the text came from. What was written for a macro all came from where the macro stands. */
interface Origin {
  readonly at: number;
  readonly from: number;
  readonly verbatim: boolean;
}

class StatementWriting implements Writing {
  private text = '';
  private readonly values: unknown[] = [];
  private readonly known = new Map<string, string>();
  private readonly origins: Origin[] = [];

  constructor(
    readonly sql: string,
    readonly given: Given,
  ) {}

  finish(): Statement {
    this.copy(0, this.sql.length);
    const { text, values, origins } = this;
    const placeOf = (position: number) => {
      const origin = origins.findLast(({ at }) => at <= position);
      return Math.min(origin ? origin.from + (origin.verbatim ? position - origin.at : 0) : 0, this.sql.length);
    };
    return { text, values, placeOf };
  }

  /** A part of the SQL, with what stands in it put in. */
  copy(from: number, to: number): void {
    for (const piece of scan(this.sql, from, to)) this.put(piece);
  }

  /** Text of our own, for what stands at a place. */
  write(text: string, from: number): void {
    this.origins.push({ at: this.text.length, from, verbatim: false });
    this.text += text;
  }

  /** The same value is the same parameter: only so the database sees that what is selected is what is grouped by. */
  bind(value: unknown, cast = ''): string {
    const key = JSON.stringify([value, cast]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.values.push(value);
    const name = `$${this.values.length}${cast === '' ? '' : `::${cast}`}`;
    this.known.set(key, name);
    return name;
  }

  private put(piece: Piece): void {
    const { kind, from, to } = piece;
    if (kind === 'macro') return this.putMacro(piece);
    if (kind === 'variable') return this.putVariable(piece);
    const own = this.sql.slice(from, to);
    if (kind === 'stray') throw mistake(strayWords(own), from);
    if (kind === 'text' || kind === 'name') requireNothingInside(own, from);
    this.origins.push({ at: this.text.length, from, verbatim: true });
    this.text += own;
  }

  private putMacro(piece: Extract<Piece, { kind: 'macro' }>): void {
    const macro = Object.hasOwn(macros, piece.name) ? macros[piece.name] : undefined;
    if (!macro)
      throw mistake(
        `There is no macro $__${piece.name}. There are: ${Object.keys(macros)
          .map((name) => `$__${name}`)
          .join(', ')}.`,
        piece.from,
      );
    const { length } = piece.args ?? [];
    if (length !== macro.args.length || (piece.args === undefined && macro.called)) {
      throw mistake(`Write ${usage(piece.name, macro)}.`, piece.from);
    }
    macro.write(this, piece);
  }

  private putVariable(piece: Extract<Piece, { kind: 'variable' }>): void {
    const { name, form, from, to } = piece;
    const values = this.valuesOf(piece);
    const before = this.sql.slice(0, from);
    const closes = /^\s*\)/.test(this.sql.slice(to));
    if (form === 'array' || (closes && /\b(any|all|some)\s*\(\s*$/i.test(before))) {
      this.write(this.bind(values), from);
    } else if (closes && /\bin\s*\(\s*$/i.test(before)) {
      this.write(values.map((value) => this.bind(value)).join(', ') || 'null', from);
    } else {
      if (values.length !== 1) throw mistake(notOne(name, values.length), from);
      this.write(this.bind(values[0]), from);
    }
  }

  private valuesOf({ name, form, from }: Extract<Piece, { kind: 'variable' }>): readonly unknown[] {
    const { variables } = this.given;
    const chosen = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!chosen) throw mistake(`There is no variable "${name}" on this dashboard.`, from);
    if (form === undefined || form === 'array') return chosen.values;
    throw mistake(`Write \${${name}}, or \${${name}:array} for all of its values in an array.`, from);
  }
}

function notOne(name: string, count: number): string {
  const problem = count === 0 ? 'has no value' : `has ${count} values`;
  return `The variable "${name}" ${problem}: write = any(\${${name}}) or in (\${${name}}).`;
}

function strayWords(own: string): string {
  if (/^\$\d+$/.test(own)) return `${own} has no value here: parameters are made of macros and variables.`;
  const name = /^\$(\w+)$/.exec(own)?.[1];
  return name === undefined ? `"${own}" is no variable: write \${name}.` : `Write \${${name}} for a variable.`;
}

/** Somebody who writes `'${region}'` means the variable's value, and would be given rows for that very text. */
function requireNothingInside(text: string, from: number): void {
  const inside = /\$\{\w+(?::\w+)?\}|\$__\w+/.exec(text);
  if (!inside) return;
  const message = `${inside[0]} stands in quotes, where it is only text: take the quotes away. It is put in as a value.`;
  throw mistake(message, from + inside.index);
}
