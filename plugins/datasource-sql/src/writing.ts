import { PluginError, type TimeRange } from '@quarterdeck/sdk';
import type { Piece } from './scanner.js';
import type { Variables } from './schemas.js';

export interface Given {
  readonly range: TimeRange;
  readonly variables: Variables;
}

/** What macros write with. */
export interface Writing {
  readonly sql: string;
  readonly given: Given;
  /** A part of the SQL, with what stands in it put in. */
  copy(from: number, to: number): void;
  /** Text of our own, for what stands at a place. */
  write(text: string, from: number): void;
  /** The name of a parameter with this value. */
  bind(value: unknown, cast?: string): string;
}

export interface Macro {
  /** The names of its arguments. */
  readonly args: readonly string[];
  /** Written with brackets, even if there is nothing in them. */
  readonly called: boolean;
  /** One line for the editor's completion. */
  readonly help: string;
  write(writing: Writing, piece: Extract<Piece, { kind: 'macro' }>): void;
}

/** `$__timeFilter(column)` */
export const usage = (name: string, { args, called }: Pick<Macro, 'args' | 'called'>): string =>
  `$__${name}${called ? `(${args.join(', ')})` : ''}`;

/** A mistake in the SQL of the person. */
export const mistake = (message: string, position: number) =>
  new PluginError('unsupported', message, { field: 'sql', position });
