import { NO_BOOLEAN, type Field, type Frame } from '@quarterdeck/sdk';
import type { Offer } from '@quarterdeck/sdk/api/variable-choices';
import { MOST_VALUES, type VariableValue } from '@quarterdeck/sdk/api/variable-values';
import { invalid } from '../platform/errors.js';

/** The different values of a column in the order in which they came; of the first column of text where none is named. */
export function columnOptions(frames: readonly Frame[], column: string): Offer {
  const values = new Set<VariableValue>();
  for (const frame of frames) {
    const field = fieldOf(frame, column);
    for (let row = 0; field && row < frame.length && values.size <= MOST_VALUES; row++) {
      const value = valueAt(field, row);
      if (value !== undefined) values.add(value);
    }
  }
  const options = [...values].slice(0, MOST_VALUES).map((value) => ({ value }));
  const truncated = values.size > MOST_VALUES || frames.some((frame) => frame.truncated);
  return { options, truncated, known: true };
}

function fieldOf({ fields }: Frame, column: string): Field | undefined {
  if (column === '') {
    return fields.find(({ type }) => type === 'string') ?? fields.find(({ type }) => type !== 'time') ?? fields[0];
  }
  const field = fields.find(({ name }) => name === column);
  if (field) return field;
  const names = fields.map(({ name }) => `“${name}”`).join(', ');
  throw invalid('variable.no-column', `The answer has no column “${column}”. It has: ${names}.`);
}

/** Longer texts are no values to choose from. */
const LONGEST = 1000;

function valueAt(field: Field, row: number): VariableValue | undefined {
  const value = field.values[row] ?? NaN;
  if (field.type === 'string') return field.dictionary[value]?.slice(0, LONGEST);
  if (Number.isNaN(value)) return undefined;
  if (field.type === 'time') return new Date(value).toISOString();
  if (field.type === 'number') return value;
  return value === NO_BOOLEAN ? undefined : value === 1;
}
