import type { DashboardDocument } from './dashboards.js';
import { METRICS_SOURCE, type Query } from './queries.js';
import { isReference } from './variable-values.js';
import type { Variable, VariableUses } from './variables.js';

/** The names that stand for values anywhere within; a name may come twice. */
export function referencesIn(value: unknown): string[] {
  if (isReference(value)) return [value.$variable];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(referencesIn);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/**
 * Which of these variables a query may need. A plugin has placeholders of its own in its texts, so every variable counts
 * whose name stands there as a word; our own series store knows references alone.
 */
export function variablesOf({ source, input }: Query, names: Iterable<string>): string[] {
  const referred = new Set(referencesIn([source, input]));
  const texts = source === METRICS_SOURCE ? '' : textsIn(input).join('\n');
  const words = new Set(texts.match(/[A-Za-z][A-Za-z0-9_]*/g));
  return [...names].filter((name) => referred.has(name) || words.has(name));
}

/** What a variable itself asks with. */
function namesBehind(variable: Variable, names: readonly string[]): string[] {
  if (variable.kind === 'query') return variablesOf(variable.query, names);
  return variable.kind === 'labelValues' ? referencesIn([variable.metric, variable.where]) : [];
}

type Variables = Pick<DashboardDocument, 'variables'>;

/** For each variable those that it needs directly. */
function needs({ variables }: Variables): ReadonlyMap<string, readonly string[]> {
  const names = variables.map(({ name }) => name);
  return new Map(
    variables.map((variable) => {
      const behind = namesBehind(variable, names);
      // A plugin's text may hold the variable's own name by chance; a reference to itself is a circle.
      const own = variable.kind === 'query' && !referencesIn(variable.query).includes(variable.name);
      return [variable.name, behind.filter((name) => !(own && name === variable.name))];
    }),
  );
}

/** These variables and all that they need, those first that are needed by others. A circle is walked once. */
export function withNeeded(document: Variables, names: Iterable<string>): string[] {
  const needed = needs(document);
  const found = new Set<string>();
  const walking = new Set<string>();
  const visit = (name: string) => {
    if (walking.has(name) || !needed.has(name)) return;
    walking.add(name);
    needed.get(name)?.forEach(visit);
    found.add(name);
  };
  for (const name of names) visit(name);
  return [...found];
}

/** Which variables stand behind each panel and each variable, so that a choice asks again only what depends on it. */
export function usesOf(document: Pick<DashboardDocument, 'panels' | 'variables'>): VariableUses {
  const names = document.variables.map(({ name }) => name);
  const panels = document.panels.map(({ id, queries }) => {
    const direct = queries.flatMap((query) => variablesOf(query, names));
    return [id, withNeeded(document, direct)] as const;
  });
  const variables = names.map((name) => [name, withNeeded(document, [name]).filter((one) => one !== name)] as const);
  return { panels: Object.fromEntries(panels), variables: Object.fromEntries(variables) };
}

/** Where a variable is named in words or values, for whoever wants to remove it: titles of panels, names of variables. */
export function usersOf(document: Pick<DashboardDocument, 'panels' | 'variables'>, name: string): string[] {
  const written = new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`);
  const panels = document.panels.filter(({ title, description, options, queries }) => {
    if (queries.some((query) => variablesOf(query, [name]).length > 0)) return true;
    return textsIn([title, description, options]).some((text) => written.test(text));
  });
  const variables = document.variables.filter((one) => one.name !== name && namesBehind(one, [name]).includes(name));
  return [...panels.map(({ id, title }) => title || id), ...variables.map((one) => one.label || one.name)];
}

/** What is wrong with the variables of a document, in sentences; a save refuses it. */
export function variableProblems(document: Pick<DashboardDocument, 'panels' | 'variables'>): FieldSentence[] {
  return [...twice(document), ...circles(document), ...unknown(document), ...noConnections(document)];
}

export interface FieldSentence {
  readonly path: string;
  readonly message: string;
}

function twice({ variables }: Variables): FieldSentence[] {
  return variables.flatMap(({ name }, at) =>
    variables.findIndex((other) => other.name === name) === at
      ? []
      : [{ path: `variables.${at}.name`, message: `Two variables have the name “${name}”.` }],
  );
}

function circles(document: Variables): FieldSentence[] {
  const needed = needs(document);
  const told = new Set<string>();
  return document.variables.flatMap(({ name }, at) => {
    const circle = circleFrom(name, needed);
    if (!circle || told.has(name)) return [];
    for (const one of circle) told.add(one);
    const words = [...circle, name].map((one) => `“${one}”`).join(' → ');
    return [{ path: `variables.${at}`, message: `These variables need each other in a circle: ${words}.` }];
  });
}

/** The shortest way from a variable back to itself. */
function circleFrom(start: string, needed: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of needed.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/** Whoever chooses a variable must not choose with it whom a query asks, unless connections are what it offers. */
function noConnections({ panels, variables }: Pick<DashboardDocument, 'panels' | 'variables'>): FieldSentence[] {
  const others = new Set(variables.filter(({ kind }) => kind !== 'connection').map(({ name }) => name));
  const wrong = (queries: readonly Query[], path: string, who: string) =>
    [...new Set(queries.flatMap(({ source }) => referencesIn(source)))]
      .filter((name) => others.has(name))
      .map((name) => ({
        path,
        message: `${who} asks the variable “${name}”, which is no connection: choose a variable of that kind.`,
      }));
  return [
    ...panels.flatMap(({ id, title, queries }, at) => wrong(queries, `panels.${at}`, `The panel “${title || id}”`)),
    ...variables.flatMap((one, at) =>
      one.kind === 'query' ? wrong([one.query], `variables.${at}`, `The variable “${one.label || one.name}”`) : [],
    ),
  ];
}

function unknown({ panels, variables }: Pick<DashboardDocument, 'panels' | 'variables'>): FieldSentence[] {
  const known = new Set(variables.map(({ name }) => name));
  const missing = (value: unknown, path: string, who: string) =>
    [...new Set(referencesIn(value))]
      .filter((name) => !known.has(name))
      .map((name) => ({
        path,
        message: `${who} asks for the variable “${name}”, which this dashboard does not have.`,
      }));
  return [
    ...panels.flatMap(({ id, title, queries }, at) => missing(queries, `panels.${at}`, `The panel “${title || id}”`)),
    ...variables.flatMap((variable, at) =>
      missing(variable, `variables.${at}`, `The variable “${variable.label || variable.name}”`),
    ),
  ];
}
