import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { isReference } from '@quarterdeck/sdk/api/variable-values';
import { variableProblems } from '@quarterdeck/sdk/api/variable-uses';
import { Variable } from '@quarterdeck/sdk/api/variables';
import { metricQuery } from '../panel/suggestion';

export type Kind = Variable['kind'];
export const KINDS = ['labelValues', 'list', 'text', 'interval', 'query', 'connection', 'constant'] as const;

const choosing = { multiple: false, all: false, initial: null };

/** What a variable of a kind begins as. What all kinds have in common is kept when the kind is changed. */
export function variableOf(kind: Kind, { name, label, hidden }: Pick<Variable, 'name' | 'label' | 'hidden'>): Variable {
  const shared = { name, label, hidden };
  switch (kind) {
    case 'labelValues':
      // Whoever wants to choose among series wants to see all of them first.
      return { kind, ...shared, ...choosing, multiple: true, all: true, metric: '', key: '', where: {} };
    case 'query':
      return { kind, ...shared, ...choosing, query: metricQuery(''), column: '' };
    case 'list':
      return { kind, ...shared, ...choosing, options: [] };
    case 'text':
      return { kind, ...shared, initial: '' };
    case 'constant':
      return { kind, ...shared, value: '' };
    case 'interval':
      return { kind, ...shared, options: ['1m', '5m', '1h', '1d'], auto: true, initial: null };
    case 'connection':
      return { kind, ...shared, plugin: '', initial: null };
  }
}

/** `Bronx` or `bx = The Bronx`, one a line. */
export function optionsOf(text: string): Extract<Variable, { kind: 'list' }>['options'] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const at = line.indexOf(' = ');
    return at < 0 ? { value: line.trim() } : { value: line.slice(0, at).trim(), label: line.slice(at + 3).trim() };
  });
}

export const optionsText = (options: ReturnType<typeof optionsOf>) =>
  options.map(({ value, label }) => (label === undefined ? String(value) : `${String(value)} = ${label}`)).join('\n');

/** The document with the variable in the place of the one called `before`, or as its last; what names it follows. */
export function withVariable(
  document: DashboardDocument,
  variable: Variable,
  before: string | null,
): DashboardDocument {
  if (before === null) return { ...document, variables: [...document.variables, variable] };
  const variables = document.variables.map((one) => (one.name === before ? variable : one));
  const changed = { ...document, variables };
  return before === variable.name ? changed : renamed(changed, before, variable.name);
}

/** Every reference and every `{{name}}`. */
function renamed(document: DashboardDocument, from: string, to: string): DashboardDocument {
  const written = new RegExp(`\\{\\{\\s*${from}\\s*\\}\\}`, 'g');
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(written, `{{${to}}}`);
    if (isReference(value)) return value.$variable === from ? { $variable: to } : value;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one)]));
  };
  return walk(document) as DashboardDocument;
}

/** The variable at a place moved by one. */
export function withMoved({ variables }: DashboardDocument, from: number, by: -1 | 1): Variable[] {
  const moved = [...variables];
  const [one] = moved.splice(from, 1);
  if (one) moved.splice(from + by, 0, one);
  return moved;
}

/** Something to mend; `isName` where it is the name. */
export interface DraftProblem {
  readonly message: string;
  readonly isName: boolean;
}

/** Why the variable cannot be taken as it is, in the words of the server; undefined where it can. */
export function problemOf(
  document: DashboardDocument,
  variable: Variable,
  before: string | null,
): DraftProblem | undefined {
  const [issue] = Variable.safeParse(variable).error?.issues ?? [];
  if (issue) return { message: issue.message, isName: issue.path[0] === 'name' };
  const [problem] = variableProblems(withVariable(document, variable, before));
  return problem && { message: problem.message, isName: problem.path.endsWith('.name') };
}

/** A name for the variable of a label, in the letters that names have: `Filiale (Süd)` is `Filiale_Sud`. */
export function nameFrom(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '');
  return plain
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^[^A-Za-z]+|_+$/g, '')
    .slice(0, 40);
}
