import type { ParamMap } from '@angular/router';
import { isAll, VariableName, type VariableChoice, type VariableChoices } from '@quarterdeck/sdk/api/variable-values';

const PREFIX = 'var-';
const ALL = '$all';

/** The name of a variable's parameter in the address. */
export const paramOf = (name: string) => PREFIX + name;

/** `?var-borough=Bronx&var-borough=Queens&var-year=$all`; a value that begins with $ has it doubled. */
export function choicesIn(params: ParamMap): VariableChoices {
  const names = params.keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  const known = names.filter((name) => VariableName.safeParse(name).success);
  return Object.fromEntries(known.map((name) => [name, choiceOf(params.getAll(paramOf(name)))]));
}

function choiceOf(texts: readonly string[]): VariableChoice {
  if (texts.includes(ALL)) return { all: true };
  return texts.slice(0, 500).map((text) => (text.startsWith('$$') ? text.slice(1) : text).slice(0, 1000));
}

/** The reverse, for the router. */
export const textsOf = (choice: VariableChoice): string[] =>
  isAll(choice) ? [ALL] : choice.map(String).map((text) => (text.startsWith('$') ? `$${text}` : text));

/** `?var-borough=Bronx`, for a link to what is chosen; empty where nothing is. */
export function searchOf(choices: VariableChoices): string {
  const params = Object.entries(choices).flatMap(([name, choice]) =>
    textsOf(choice).map((text) => [paramOf(name), text] as [string, string]),
  );
  return params.length === 0 ? '' : `?${new URLSearchParams(params).toString()}`;
}
