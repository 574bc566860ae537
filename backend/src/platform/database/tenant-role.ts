import type { Client } from 'pg';
import { StartupError } from '../startup-error.js';

const ALREADY_THERE = new Set(['42710', '23505']);
const NO_RIGHT = '42501';

/** What an administrator runs where our user may not create roles. */
const SQL_FOR_ADMINISTRATOR = (user: string) =>
  `create role quarterdeck_tenant nologin; grant quarterdeck_tenant to "${user}";`;

/**
 * Sees to it that the role quarterdeck_tenant exists and that we may take it. It owns nothing and signs in nowhere; row
 * level security is written for it. Roles belong to the whole server, so another database may have made it already.
 */
export async function ensureTenantRole(client: Client): Promise<void> {
  if (await mayTake(client)) return;
  try {
    await client.query('create role quarterdeck_tenant nologin').catch(ignore(ALREADY_THERE));
    await client.query('grant quarterdeck_tenant to current_user').catch(ignore(ALREADY_THERE));
  } catch (error) {
    if ((error as { code?: string }).code !== NO_RIGHT) throw error;
    const { rows } = await client.query<{ name: string }>('select current_user as name');
    throw new StartupError(
      `This database user may not create roles: let an administrator run once: ${SQL_FOR_ADMINISTRATOR(rows[0]?.name ?? '')}`,
      { cause: error },
    );
  }
}

async function mayTake(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select coalesce((select pg_has_role(current_user, oid, 'MEMBER') from pg_roles where rolname = 'quarterdeck_tenant'), false) as may`,
  );
  return rows[0]?.may ?? false;
}

function ignore(codes: ReadonlySet<string>) {
  return (error: unknown) => {
    if (!codes.has((error as { code?: string }).code ?? '')) throw error;
  };
}
