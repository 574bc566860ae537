import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeResource, type ResourceCase } from '../platform/testing/describe-resource.js';
import { testApp, type TestApp } from '../platform/testing/test-app.js';

let service: Server;
let test: TestApp;
let named = 0;

/** Answers every path; the port is known only once it listens, so the body is made while it is sent. */
beforeAll(async () => {
  service = createServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[]'));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  test = await testApp({ QD_EGRESS_ALLOW: `127.0.0.1:${portOf(service)}` });
});
afterAll(async () => {
  await test.stop();
  service.close();
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const settings = () => ({ config: { baseUrl: `http://127.0.0.1:${portOf(service)}` }, secrets: { token: 'tok' } });
const connection = {
  toJSON: () => ({ name: `Shop ${++named}`, plugin: 'datasource-json@1', ...settings() }),
};
const cases: ResourceCase = {
  path: '/api/connections',
  body: connection,
  badBodies: [
    { plugin: 'datasource-json@1' },
    { name: 'No plugin' },
    { name: '', plugin: 'datasource-json@1' },
    { name: 'No address', plugin: 'datasource-json@1', config: {} },
    { name: 'Wrong secret', plugin: 'datasource-json@1', secrets: { token: 4 } },
  ],
  reader: 'editor',
  can: { read: true, update: () => ({ name: `Changed ${++named}`, ...settings() }) },
};

describeResource('a connection', () => test, cases);
