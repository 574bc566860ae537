import { ApiError } from '../api/api-client';
import type { Messages } from '../messages/messages';
import { fieldSentence } from '../ui/problem-sentences';
import type { ToldProblem } from '../ui/schema-form/form-problems';

/** What the server said about a connection, each where the form can show it. */
export interface ConnectionProblems {
  readonly name: string;
  readonly config: readonly ToldProblem[];
  readonly secrets: readonly ToldProblem[];
  /** What belongs to no field, for the note below the form. */
  readonly rest: unknown;
}

export const NO_PROBLEMS: ConnectionProblems = { name: '', config: [], secrets: [], rest: undefined };

/** A failure told apart by the fields that it names. Whatever names a field that the form does not have stays a note. */
export function connectionProblems(error: unknown, messages: Messages): ConnectionProblems {
  if (!(error instanceof ApiError)) return { ...NO_PROBLEMS, rest: error };
  const { problem } = error;
  const errors = problem.errors ?? [];
  const below = (part: string) =>
    errors
      .filter(({ path }) => path.startsWith(`${part}.`))
      .map(({ path, message }) => ({ path: path.slice(part.length + 1), message }));
  const told = errors.find(({ path }) => path === 'name')?.message ?? '';
  const name = told ? fieldSentence(problem, told, messages) : '';
  const [config, secrets] = [below('config'), below('secrets')];
  const beside = config.length + secrets.length + (name ? 1 : 0);
  return { name, config, secrets, rest: beside > 0 && beside === errors.length ? undefined : error };
}
