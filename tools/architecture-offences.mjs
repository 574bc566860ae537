// A small tree in the shape of this repository, and one offence per rule. Only tools/architecture-proof.mjs reads it.

const manifest = (name, dependencies = {}) =>
  JSON.stringify({ name, version: '1.0.0', type: 'module', dependencies, devDependencies: { 'fast-check': '*' } });
const stub = (name) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'export const anything = 1;\n',
});
const declared = ['@nestjs/common', 'typeorm', 'express', 'pg', 'zod', 'socket.io-client', 'echarts'];
const versions = Object.fromEntries(declared.map((name) => [name, '*']));
const value = 'export const it = 1;\n';
const uses = (...from) => from.map((at, n) => `import { it as it${n} } from '${at}';\nconsole.log(it${n});\n`).join('');

/** The packages and manifests around every tree. */
export const packages = {
  ...Object.assign({}, ...declared.concat('left-pad', 'fast-check').map(stub)),
  'package.json': manifest('quarterdeck'),
  'sdk/package.json': JSON.stringify({
    ...JSON.parse(manifest('@quarterdeck/sdk', { zod: '*' })),
    exports: { '.': './dist/index.js', './client': './dist/client/client.js', './api/*': './dist/api/*.js' },
  }),
  'sdk/dist/index.js': value,
  'sdk/dist/client/client.js': value,
  'sdk/dist/api/metrics.js': value,
  ...Object.fromEntries(
    ['migrations', 'backend', 'frontend', 'plugins/widget-a', 'plugins/widget-b'].map((room) => [
      `${room}/package.json`,
      manifest(room.replace('/', '-'), { ...versions, '@quarterdeck/sdk': '*' }),
    ]),
  ),
};

/** Everything that is allowed. */
export const clean = {
  'sdk/src/frame.ts': uses('zod'),
  'migrations/src/1-create-point.ts': uses('typeorm'),
  'plugins/widget-a/src/index.ts': `${uses('./draw.js', '@quarterdeck/sdk')}export default it0;\n`,
  'plugins/widget-a/src/draw.ts': value,
  'plugins/widget-b/src/index.ts': value,
  'backend/src/main.ts': uses('./app.module.js'),
  'backend/src/app.module.ts': uses('./reports/reports.module.js') + value,
  'backend/src/platform/clock.ts': uses('@nestjs/common') + value,
  'backend/src/platform/http/request.ts': uses('express') + value,
  'backend/src/platform/database/database.ts': uses('typeorm') + value,
  'backend/src/platform/testing/test-app.ts': uses('../../app.module.js') + value,
  'backend/src/identity/identity.service.ts': uses('../platform/database/database.js', './user.entity.js') + value,
  'backend/src/identity/identity.controller.ts': uses('./identity.service.js', '../platform/http/request.js'),
  'backend/src/identity/user.entity.ts': uses('typeorm') + value,
  'backend/src/metrics/series-store.ts': uses('pg') + value,
  'backend/src/dashboards/dashboards.events.ts': value,
  'backend/src/dashboards/layout.ts': value,
  'backend/src/dashboards/placement.ts': value,
  'backend/src/demo/demo.module.ts': value,
  'backend/src/reports/print.job.ts': value,
  'backend/src/reports/reports.module.ts': uses('./print.job.js', '../dashboards/dashboards.events.js') + value,
  'frontend/src/main.ts': uses('./dashboards/dashboards.store'),
  'frontend/src/api/api-client.ts': uses('@quarterdeck/sdk/client') + value,
  'frontend/src/api/realtime.ts': uses('socket.io-client') + value,
  'frontend/src/ui/button.ts': value,
  'frontend/src/dashboards/dashboards.store.ts': uses('../api/api-client') + value,
};

const DECKS = [
  'identity',
  'members',
  'workspaces',
  'notifications',
  'search',
  'folders',
  'plugin-host',
  'metrics',
  'imports',
  'connections',
  'queries',
  'records',
  'syncs',
  'variables',
  'dashboards',
  'library',
  'annotations',
  'discussions',
  'sharing',
  'reports',
  'audit',
];
const upward = Object.fromEntries(
  DECKS.map((deck) => [`${deck}-looks-up`, { [`backend/src/${deck}/upward.ts`]: uses('../demo/demo.module.js') }]),
);

/** By rule: the offending files. */
export const importOffences = {
  'no-circles': {
    'backend/src/queries/hen.ts': uses('./egg.js') + value,
    'backend/src/queries/egg.ts': uses('./hen.js') + value,
  },
  'every-import-resolves': { 'backend/src/queries/lost.ts': uses('./nowhere.js') },
  'packages-are-declared': { 'backend/src/queries/undeclared.ts': uses('left-pad') },
  'shipped-packages-are-no-dev-dependencies': { 'backend/src/queries/developing.ts': uses('fast-check') },
  'sdk-knows-nobody': { 'sdk/src/curious.ts': uses('../../backend/src/platform/clock.js') },
  'sdk-is-light': { 'sdk/src/heavy.ts': uses('pg') },
  'sdk-runs-anywhere': { 'sdk/src/server-only.ts': uses('node:fs') },
  'migrations-know-nobody': { 'migrations/src/2-create-user.ts': uses('../../backend/src/identity/user.entity.js') },
  'plugins-know-only-the-sdk': { 'plugins/widget-b/src/neighbour.ts': uses('../../widget-a/src/draw.js') },
  'plugins-reach-out-through-their-context': { 'plugins/widget-b/src/files.ts': uses('node:fs') },
  'back-never-meets-front': { 'backend/src/reports/page.ts': uses('../../../frontend/src/ui/button.js') },
  'front-never-meets-back': { 'frontend/src/dashboards/rows.ts': uses('../../../backend/src/dashboards/layout') },
  ...upward,
  'every-deck-stands-in-the-order': { 'backend/src/surprises/surprise.ts': uses('../platform/clock.js') },
  'platform-knows-no-feature': { 'backend/src/platform/nosy.ts': uses('../dashboards/layout.js') },
  'a-feature-shows-only-its-face': { 'backend/src/reports/rows.ts': uses('../dashboards/layout.js') },
  'test-support-stays-in-tests': { 'backend/src/reports/shortcut.ts': uses('../platform/testing/test-app.js') },
  'controllers-know-no-database': { 'backend/src/sharing/sharing.controller.ts': uses('typeorm') },
  'services-know-no-http': { 'backend/src/sharing/sharing.service.ts': uses('../platform/http/request.js') },
  'entities-hold-columns': { 'backend/src/sharing/link.entity.ts': uses('typeorm', '../platform/clock.js') },
  'jobs-are-not-called': { 'backend/src/reports/impatient.ts': uses('./print.job.js') },
  'events-are-words': { 'backend/src/sharing/sharing.events.ts': uses('@nestjs/common') },
  'plain-files-are-pure': { 'backend/src/sharing/expiry.ts': uses('typeorm') },
  'ui-and-api-know-no-feature': { 'frontend/src/ui/clever.ts': uses('../dashboards/dashboards.store') },
  'only-the-api-client-knows-http': { 'frontend/src/dashboards/direct.ts': uses('@quarterdeck/sdk/client') },
  'only-realtime-knows-sockets': { 'frontend/src/dashboards/live.ts': uses('socket.io-client') },
  'stores-know-no-screen': { 'frontend/src/dashboards/pretty.store.ts': uses('echarts') },
};

const lines = (count) => 'export let n = 0;\n' + 'n++;\n'.repeat(count);
const branches = Array.from({ length: 11 }, (_, n) => `if (x === ${n}) return ${n};`).join(' ');
const service = 'backend/src/sharing/sharing.service.ts';
const spec = 'backend/src/sharing/sharing.spec.ts';

/** By rule, or by the message of a restricted syntax: a text, where it offends, and where the same text is allowed. */
export const codeOffences = {
  'max-lines': { at: service, notAt: spec, text: lines(400) },
  'max-lines-per-function': {
    at: service,
    notAt: spec,
    text: `export function f() {\nlet n = 0;\n${'n++;\n'.repeat(50)}}`,
  },
  'max-params': { at: service, text: 'export function f(a, b, c, d, e, f, g) {}' },
  complexity: { at: service, text: `export function f(x) { ${branches} }` },
  'No barrels: name what you export.': { at: 'sdk/src/api/all.ts', text: "export * from './metrics.js';" },
  'Named exports only; the entry file of a plugin is the one exception.': {
    at: service,
    notAt: 'plugins/widget-a/src/index.ts',
    text: 'export default 1;',
  },
  'Only backend/src/platform/config.ts reads the environment.': {
    at: service,
    notAt: 'backend/src/platform/config.ts',
    text: 'export const port = process.env.QD_PORT;',
  },
  'Points have no row security: only series-store*.ts and store/ of backend/src/metrics name their tables.': {
    at: 'backend/src/metrics/metrics.service.ts',
    notAt: 'backend/src/metrics/series-store-sql.ts',
    text: 'export const all = `SELECT value FROM point WHERE series = ${1}`;',
  },
  'Records have no row security: only store/ of backend/src/records names their table.': {
    at: 'backend/src/records/records.service.ts',
    notAt: 'backend/src/records/store/putting.ts',
    text: 'export const all = `delete from record where stream_id = ${1}`;',
  },
  'Every test runs. Where one cannot, disable this line and give the reason after "--".': {
    at: spec,
    text: "it.only('shines alone', () => {});",
  },
  'A test waits for something that happens, not for time to pass.': {
    at: spec,
    text: 'await new Promise((wake) => setTimeout(wake, 500));',
  },
  'The front end talks to the server only through src/api.': {
    at: 'frontend/src/dashboards/dashboards.store.ts',
    notAt: 'frontend/src/api/api-client.ts',
    text: "export const answer = fetch('/api/dashboards');",
  },
  'Texts of the front end come from src/messages.': {
    at: 'frontend/src/dashboards/dashboard-list.html',
    text: '<h1>Dashboards</h1>',
  },
};
