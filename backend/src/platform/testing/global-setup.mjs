/**
 * Jest's global setup: one PostgreSQL server for all database specs of a run. QD_TEST_DATABASE_URL names one that runs
 * already (with TimescaleDB, say); without it an embedded one is made in the system's folder for temporary files.
 */
import './register-typescript.mjs';
import { globSync } from 'node:fs';
import { dropTestDatabases, startTestServer, sweepAbandonedServers } from './test-server.mjs';

export default async function setUp(global, project) {
  if (!runsDatabaseSpecs(global, project)) return;
  process.env.QD_TEST_RUN = `${process.pid}_${Date.now().toString(36)}`;
  const external = process.env.QD_TEST_DATABASE_URL;
  if (external) {
    process.env.QD_TEST_SERVER_URL = external;
    globalThis.quarterdeckTearDown = () => dropTestDatabases(external, process.env.QD_TEST_RUN);
    return;
  }
  await sweepAbandonedServers();
  const server = await startTestServer();
  process.env.QD_TEST_SERVER_URL = server.url;
  globalThis.quarterdeckTearDown = server.stop;
}

/** Whether the files asked for hold a database spec: a run of small tests alone should not pay for a server. */
function runsDatabaseSpecs(global, project) {
  const ignored = project.testPathIgnorePatterns.map((pattern) => new RegExp(pattern));
  const asked = (global.testPathPatterns?.patterns ?? []).map((pattern) => new RegExp(pattern, 'i'));
  const specs = globSync('**/*.db.spec.ts', { cwd: project.rootDir, exclude: ['**/node_modules/**', 'dist/**'] });
  return specs
    .map((path) => `${project.rootDir}/${path.replaceAll('\\', '/')}`)
    .filter((path) => !ignored.some((pattern) => pattern.test(path)))
    .some((path) => asked.length === 0 || asked.some((pattern) => pattern.test(path)));
}
