import type { Option } from '@quarterdeck/sdk';
import { connectionFailure } from './failures.js';
import { macros } from './macros.js';
import type { Context } from './schemas.js';
import { withSession, type TextRow } from './session.js';
import { usage } from './writing.js';

const MOST = 10_000;

/** What this role may read. Names that would need quotes are given with them; the way to a table is as short as it can be. */
const COLUMNS = `select
    case when pg_table_is_visible(c.oid) then quote_ident(c.relname)
         else quote_ident(n.nspname) || '.' || quote_ident(c.relname) end,
    quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), n.nspname
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relkind in ('r', 'v', 'm', 'f', 'p')
   and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
   and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
 order by 1, a.attnum limit ${MOST}`;

/** The tables and columns that can be read, and the macros: what the editor completes. */
export async function schemaOf(context: Context): Promise<Option[]> {
  const rows = await withSession(context, 'UTC', async (session) => {
    try {
      return (await session.ask(COLUMNS)).rows;
    } catch (error) {
      throw connectionFailure(error, context.config);
    }
  });
  const macroOptions = Object.entries(macros).map(([name, macro]) => ({
    value: usage(name, macro),
    detail: macro.help,
  }));
  return [...macroOptions, ...tables(rows), ...columns(rows)];
}

/** How many tables this role can read, and what server it is. */
export async function greeting(context: Context): Promise<string> {
  const [row] = await withSession(context, 'UTC', async (session) => {
    const { rows } = await session.ask(
      `select current_setting('server_version'), count(distinct t) from (${COLUMNS}) all_columns (t)`,
    );
    return rows;
  });
  const [version, count] = [String(row?.[0]).split(' ')[0] ?? '', Number(row?.[1] ?? 0)];
  const server = `Connected to PostgreSQL ${version} as "${context.config.user}"`;
  if (count > 0) return `${server}, which can read ${count === 1 ? 'one table' : `${count} tables`}.`;
  return `${server}, which can read no table yet: let an administrator grant select on those you need.`;
}

function tables(rows: readonly TextRow[]): Option[] {
  const seen = new Map(rows.map(([table, , , schema]) => [table ?? '', schema ?? '']));
  return [...seen].map(([value, detail]) => ({ value, detail }));
}

const columns = (rows: readonly TextRow[]): Option[] =>
  rows.map(([table, column, type]) => ({ value: column ?? '', of: table ?? '', detail: type ?? '' }));
