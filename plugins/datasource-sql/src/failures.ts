import { PluginError } from '@quarterdeck/sdk';
import type { Config } from './schemas.js';
import type { Statement } from './statement.js';
import { mistake } from './writing.js';

/** What a server says is wrong: https://www.postgresql.org/docs/current/protocol-error-fields.html */
interface ServerError extends Error {
  readonly code?: string;
  readonly position?: string;
  readonly hint?: string;
  readonly detail?: string;
}

/** What stands before the person's SQL when it is sent. */
export const PREFIX = 'declare quarterdeck no scroll cursor for\n';

/** Why no connection came about, said for the form of the settings. */
export function connectionFailure(error: unknown, { user, database, host }: Config): PluginError {
  if (isPluginError(error)) return placed(error);
  const { code = '', message } = error as ServerError;
  if (code === '28P01') {
    return new PluginError('auth', `The server refused the password of "${user}".`, { field: 'password' });
  }
  if (code.startsWith('28')) {
    return new PluginError('auth', `The server does not let "${user}" in: ${message}.`, { field: 'user' });
  }
  if (code === '3D000') return new PluginError('config', `There is no database "${database}".`, { field: 'database' });
  if (code === '42501') {
    return new PluginError('config', `"${user}" may not use the database "${database}": grant connect on it.`, {
      field: 'database',
    });
  }
  if (/password|SASL|SCRAM/i.test(message)) {
    return new PluginError('auth', `The server wants a password: ${message}.`, { field: 'password' });
  }
  return new PluginError('transient', `${host} gave no connection: ${sentence(message)}`);
}

/** The host's word, put beside the field that it is about. */
function placed(error: PluginError): PluginError {
  if (error.field !== undefined || error.kind === 'bug') return error;
  return new PluginError(error.kind === 'transient' ? 'transient' : 'config', error.message, {
    field: 'host',
    cause: error,
  });
}

/** Why a question failed, with the place in the SQL of the person. */
export function questionFailure(error: unknown, statement: Statement, { timeoutSeconds }: Config): unknown {
  if (isPluginError(error)) return error;
  const { code, message, position, hint, detail } = error as ServerError;
  if (code === undefined) return new PluginError('transient', `The connection was lost: ${sentence(message)}`);
  if (code === '57014') return tooSlow(timeoutSeconds);
  if (code.startsWith('57') || code.startsWith('53')) {
    return new PluginError('transient', `The database is in trouble: ${sentence(message)}`);
  }
  const text = [sentence(message), sentence(detail), sentence(hint), advice(code, message)].filter(Boolean).join(' ');
  return position === undefined
    ? new PluginError('unsupported', text, { field: 'sql' })
    : mistake(text, statement.placeOf(unitsAt(PREFIX + statement.text, Number(position) - 1) - PREFIX.length));
}

/** For what people of other tools are used to. */
function advice(code: string, message: string): string {
  if (code === '25006') return 'Questions only read.';
  if (code === '42P08') return 'Say its type, as in ${name}::text.';
  if (code === '42501') return 'Grant the right to read it to the user of this connection.';
  if (code === '42601' && message.includes('multiple commands')) return 'Write one statement.';
  if (code === '42883' && /timestamp.*bigint/.test(message)) return 'For a time write $__timeFrom() and $__timeTo().';
  return '';
}

const tooSlow = (seconds: number) =>
  new PluginError(
    'transient',
    `The database gave up after ${seconds} seconds: ask for a shorter time range or less detail, or let an index help.`,
  );

/** PostgreSQL counts characters, JavaScript UTF-16 units. */
function unitsAt(text: string, characters: number): number {
  let units = 0;
  for (const character of text) {
    if (characters-- <= 0) break;
    units += character.length;
  }
  return units;
}

/** The plugin carries an SDK of its own, and the host another. */
const isPluginError = (error: unknown): error is PluginError => (error as Error | null)?.name === 'PluginError';

function sentence(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
