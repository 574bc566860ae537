import { PluginError } from '@quarterdeck/sdk';
import type { Config } from './schemas.js';

/** Roles whose members read or write files of the server, run programs there, or end what others do. */
const MIGHTY = [
  ...['pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'],
  ...['pg_write_all_data', 'pg_signal_backend', 'pg_create_subscription', 'pg_maintain'],
];

/**
 * What a role may do besides reading, itself or by becoming another. A read-only transaction does not hold a superuser: it
 * writes files and runs programs all the same.
 */
export const RIGHTS = `select current_user::text, (
  select string_agg(word, ', ') from (
    select unnest(array[
      case when rolsuper then 'superuser' end,
      case when not rolsuper and rolcreaterole then 'createrole' end,
      case when not rolsuper and rolcreatedb then 'createdb' end,
      case when not rolsuper and rolreplication then 'replication' end,
      case when not rolsuper and rolbypassrls then 'bypassrls' end
    ]) as word from pg_roles where rolname = current_user
    union all
    select 'member of ' || rolname from pg_roles
     where rolname <> current_user and not (select rolsuper from pg_roles where rolname = current_user)
       and pg_has_role(current_user, oid, 'member')
       and (rolsuper or rolcreaterole or rolreplication or rolname in (${MIGHTY.map((name) => `'${name}'`).join(', ')}))
     limit 10
  ) mighty)`;

/** Throws the PluginError that says how to make a role that only reads. */
export function requireReader([, mighty]: readonly (string | null)[], { user, database }: Config): void {
  if (mighty === null || mighty === undefined) return;
  const message = [
    `"${user}" may do too much for a connection that only reads (${mighty}). Make a role of its own, as an administrator:`,
    `create role quarterdeck_reader login password '…';`,
    `grant connect on database ${quoted(database)} to quarterdeck_reader;`,
    'grant usage on schema public to quarterdeck_reader;',
    'grant select on all tables in schema public to quarterdeck_reader;',
    'alter default privileges in schema public grant select on tables to quarterdeck_reader;',
  ].join('\n');
  throw new PluginError('config', message, { field: 'user' });
}

const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
