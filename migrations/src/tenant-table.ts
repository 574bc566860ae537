import type { QueryRunner } from 'typeorm';

/**
 * Puts a table that has a `workspace_id` under row level security: the tenant role sees and writes only rows of the
 * workspace that the transaction names. The owner of the tables (migrations, sign-in, jobs) is not bound by it.
 */
export async function protectTenantTable(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    alter table ${table} enable row level security;
    create policy ${table}_of_workspace on ${table} to quarterdeck_tenant
      using (workspace_id = nullif(current_setting('quarterdeck.workspace_id', true), '')::uuid)
      with check (workspace_id = nullif(current_setting('quarterdeck.workspace_id', true), '')::uuid);
    grant select, insert, update, delete on ${table} to quarterdeck_tenant;
  `);
}
