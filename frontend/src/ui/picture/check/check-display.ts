import type { FieldDisplay } from '@quarterdeck/sdk';
import { fail, isRecord } from './plain-copy';

const STATES = ['good', 'warn', 'bad', 'info', 'muted', undefined];
const KINDS = ['value', 'range', 'missing'];

/** A widget hands the display of a column on to those it makes; what comes back is checked like all that it says. */
export function checkDisplay(display: FieldDisplay | undefined, name: string): void {
  const value: unknown = display;
  if (value === undefined) return;
  const { decimals, min, max, thresholds, mappings = [], links = [] } = isRecord(value) ? value : wrong(name);
  const isGood = [
    [decimals, min, max].every(isNumberOrNot),
    isListOf(stepsOf(thresholds), isStep),
    isListOf(mappings, isMapping),
    isListOf(links, ({ title, address }) => isText(title) && isText(address)),
  ];
  if (isGood.includes(false)) wrong(name);
}

type Checked = Record<string, unknown>;

const stepsOf = (thresholds: unknown): unknown =>
  thresholds === undefined ? [] : isRecord(thresholds) ? thresholds.steps : null;
const isStep = ({ value, state, label }: Checked) => isNumberOrNot(value) && isState(state) && isTextOrNot(label);
const isMapping = ({ kind, text, state, from, to }: Checked) =>
  KINDS.includes(kind as string) && isText(text) && isState(state) && isNumberOrNot(from) && isNumberOrNot(to);

const wrong = (name: string) => fail(`The display of the derived field "${name}" is not one that the host gave.`);
const isText = (value: unknown) => typeof value === 'string';
const isTextOrNot = (value: unknown) => value === undefined || isText(value);
const isNumberOrNot = (value: unknown) => value === undefined || typeof value === 'number';
const isState = (value: unknown) => STATES.includes(value as (typeof STATES)[number]);
const isListOf = (value: unknown, check: (one: Record<string, unknown>) => boolean) =>
  Array.isArray(value) && value.every((one) => isRecord(one) && check(one));
