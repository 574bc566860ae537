import { PluginError } from '@quarterdeck/sdk';
import type { Config } from './schemas.js';

/** Roles whose members read or write files of the server, run programs there, or end what others do. */
const MIGHTY = [
  ...['pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'],
  ...['pg_write_all_data', 'pg_signal_backend', 'pg_create_subscription', 'pg_maintain'],
];

/**
 * What a role may do besides reading, itself or by becoming another; and the same of the role that has signed in, where it is
 * another: one function in a question brings that one back. A read-only transaction does not hold a superuser: it writes
 * files and runs programs all the same.
 */
export const RIGHTS = `with me as (
    select oid, rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
           case when rolname = current_user then '' else ', as "' || rolname || '"' end as whose
      from pg_roles where rolname in (current_user, session_user)
  ), mighty as (
    select unnest(array[
      case when rolsuper then 'superuser' end,
      case when not rolsuper and rolcreaterole then 'createrole' end,
      case when not rolsuper and rolcreatedb then 'createdb' end,
      case when not rolsuper and rolreplication then 'replication' end,
      case when not rolsuper and rolbypassrls then 'bypassrls' end
    ]) || whose as word from me
    union all
    select 'member of ' || other.rolname || whose from me
      join pg_roles other on other.oid <> me.oid and pg_has_role(me.oid, other.oid, 'member')
     where not me.rolsuper
       and (other.rolsuper or other.rolcreaterole or other.rolreplication or other.rolbypassrls
            or other.rolname in (${MIGHTY.map((name) => `'${name}'`).join(', ')}))
  )
  select current_user::text, (select string_agg(word, ', ') from (select word from mighty where word is not null limit 10) first)`;

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
