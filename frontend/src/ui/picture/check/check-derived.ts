import { NO_STRING, type Field, type Frame } from '@quarterdeck/sdk';
import { checkDisplay } from './check-display';
import { fail, isRecord, plainCopy } from './plain-copy';

const MOST_FRAMES = 20;
const COLUMNS = { time: Float64Array, number: Float64Array, boolean: Uint8Array, string: Uint32Array } as const;

/** The frames a widget made itself, such as histogram bins: typed columns, copied, all of the length the frame says. */
export function checkDerived(value: unknown): Frame[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MOST_FRAMES)
    return fail(`"derived" is a list of at most ${MOST_FRAMES} frames.`);
  return value.map((frame: unknown) => {
    const { fields, ...rest } = isRecord(frame) ? frame : fail('A derived frame must be an object.');
    const head = plainCopy(rest) as unknown as Omit<Frame, 'fields'>;
    if (typeof head.name !== 'string' || !Number.isSafeInteger(head.length) || !Array.isArray(fields)) {
      return fail('A derived frame has a "name", a "length" and "fields".');
    }
    return { ...head, fields: fields.map((field: unknown) => checkField(field, head.length)) };
  });
}

function checkField(value: unknown, length: number): Field {
  const { values, ...rest } = isRecord(value) ? value : fail('A field of a derived frame must be an object.');
  const head = plainCopy(rest) as unknown as Omit<Field, 'values'>;
  const Column = Object.hasOwn(COLUMNS, head.type) ? COLUMNS[head.type] : fail('A derived field has no valid type.');
  if (typeof head.name !== 'string') return fail('A derived field has no name.');
  if (!(values instanceof Column) || values.length !== length) {
    return fail(`The derived field "${head.name}" must hold ${length} values in a ${Column.name}.`);
  }
  const field = { ...head, values: values.slice() } as Field;
  checkDisplay(field.display, head.name);
  if (field.type === 'string') checkDictionary(field);
  return field;
}

function checkDictionary({ name, dictionary, values }: Extract<Field, { type: 'string' }>): void {
  const texts: readonly unknown[] = Array.isArray(dictionary) ? dictionary : fail(`"${name}" has no dictionary.`);
  if (!texts.every((text) => typeof text === 'string')) fail(`The dictionary of "${name}" holds more than texts.`);
  if (values.some((place) => place >= texts.length && place !== NO_STRING))
    fail(`"${name}" points outside its dictionary.`);
}
