import type { Operand, Operator, TransformOf } from '../api/transforms.js';
import type { Field, Frame } from '../frame.js';
import { withFields } from './cells.js';
import { findField, framesWith } from './columns.js';
import { TransformProblem } from './transform-problem.js';

const OPERATIONS: Record<Operator, (left: number, right: number) => number> = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  divide: (left, right) => left / right,
  share: (left, right) => (left / right) * 100,
  change: (left, right) => ((left - right) / Math.abs(right)) * 100,
};

/** One more column in each frame that has the columns. What is divided by zero is missing, not infinite. */
export function calculate(frames: readonly Frame[], step: TransformOf<'calculate'>): Frame[] {
  const named = [step.left, step.right].filter((operand) => typeof operand === 'string');
  const fitting = new Set(framesWith(frames, named));
  return frames.map((one) => (fitting.has(one) ? withFields(one, [...one.fields, calculated(one, step)]) : one));
}

function calculated(frame: Frame, { name, left, operator, right, unit }: TransformOf<'calculate'>): Field {
  const [a, b] = [valuesOf(frame, left), valuesOf(frame, right)];
  const operation = OPERATIONS[operator];
  const values = Float64Array.from({ length: frame.length }, (_, row) => {
    const value = operation(a.at(row), b.at(row));
    return Number.isFinite(value) ? value : NaN;
  });
  const told = unit ?? unitOf(operator, a.unit, b.unit);
  return { name, type: 'number', values, ...(told === undefined || told === '' ? {} : { unit: told }) };
}

interface Values {
  readonly unit: string | undefined;
  at(row: number): number;
}

function valuesOf(frame: Frame, operand: Operand): Values {
  if (typeof operand === 'number') return { unit: undefined, at: () => operand };
  const field = findField(frame, operand);
  if (field?.type !== 'number')
    throw new TransformProblem(`“${operand}” holds no numbers, so nothing can be calculated with it.`);
  const { values, unit } = field;
  return { unit, at: (row) => values[row] ?? NaN };
}

/** What a plain number does to a quantity leaves it what it is. */
function unitOf(operator: Operator, left: string | undefined, right: string | undefined): string | undefined {
  if (operator === 'share' || operator === 'change') return 'percent';
  if (operator === 'divide') return right === undefined ? left : undefined;
  const [first, second] = [left, right].filter((unit) => unit !== undefined);
  if (operator === 'multiply') return second === undefined ? first : undefined;
  if (second === undefined || first === second) return first;
  throw new TransformProblem(`“${left}” and “${right}” cannot be added. Divide them, or convert one before.`);
}
