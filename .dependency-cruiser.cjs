/**
 * The architecture as rules. docs/architecture.md says the same in words, and tools/architecture-proof.mjs plants an
 * offence against every rule of this file: a rule without one fails the proof.
 */

/** The decks of the back end: each may import only earlier ones. `platform` stands below them all. */
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
  'demo',
];

const SDK = (folders) => `(^|/)sdk/(src|dist)/(${folders})/`;
const PACKAGE = (names) => `(^|/)node_modules/(@types/)?(${names})/`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const upward = DECKS.slice(0, -1).map((deck, at) =>
  forbid(
    `${deck}-looks-up`,
    'A feature imports only earlier decks; to later ones it announces events or offers a registration.',
    { path: `^backend/src/${deck}/` },
    { path: `^backend/src/(${DECKS.slice(at + 1).join('|')})/` },
  ),
);

const everywhere = [
  forbid('no-circles', 'Two files that need each other are one file, or three.', {}, { circular: true }),
  forbid('every-import-resolves', 'The import leads nowhere.', {}, { couldNotResolve: true }),
  forbid(
    'packages-are-declared',
    'What a workspace imports stands in its own package.json.',
    {
      path: '^(sdk|migrations|backend|frontend|(examples/)?plugins/[^/]+)/src/',
      pathNot: '/testing/|/test-setup[.]ts$',
    },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'shipped-packages-are-no-dev-dependencies',
    'What runs at a user is a dependency. (A plugin is one bundled file: for it they are the same.)',
    { path: '^(sdk|migrations|backend)/src/', pathNot: '/testing/' },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
];

const rooms = [
  forbid(
    'sdk-knows-nobody',
    'Everybody imports the SDK, so it imports nobody.',
    { path: '^sdk/' },
    { path: '^(backend|frontend|migrations|plugins|examples|tools)/' },
  ),
  forbid(
    'sdk-is-light',
    'zod is the only dependency of the SDK.',
    { path: '^sdk/src/(?!testing/)' },
    { path: 'node_modules/', pathNot: PACKAGE('zod') },
  ),
  forbid(
    'sdk-runs-anywhere',
    'The SDK runs in browsers too.',
    { path: '^sdk/src/(?!testing/)' },
    { dependencyTypes: ['core'] },
  ),
  forbid(
    'migrations-know-nobody',
    'A migration is plain SQL and must mean the same for ever.',
    { path: '^migrations/src/' },
    { path: '.', pathNot: ['^migrations/src/', PACKAGE('typeorm')] },
  ),
  forbid(
    'plugins-know-only-the-sdk',
    'A plugin sees Quarterdeck only through @quarterdeck/sdk.',
    { path: '^((?:examples/)?plugins/[^/]+)/' },
    { path: ['^(backend|frontend|migrations|examples|plugins)/', SDK('api|client')], pathNot: '^$1/' },
  ),
  forbid(
    'plugins-reach-out-through-their-context',
    'A plugin has no files and no sockets: the host hands it ctx.fetch.',
    { path: '^(examples/)?plugins/[^/]+/src/' },
    { dependencyTypes: ['core'] },
  ),
  forbid(
    'back-never-meets-front',
    'The back end serves the built files of the front end and plugins, and imports neither.',
    { path: '^(backend|migrations)/' },
    { path: '^(frontend|plugins|examples)/' },
  ),
  forbid(
    'front-never-meets-back',
    'The front end knows the server by the routes that the SDK declares.',
    { path: '^frontend/src/' },
    { path: '^(backend|migrations|plugins|examples)/' },
  ),
];

const decks = [
  ...upward,
  forbid(
    'every-deck-stands-in-the-order',
    'A new feature takes its place in the list DECKS of .dependency-cruiser.cjs.',
    { path: '^backend/src/[^/]+/', pathNot: `^backend/src/(platform|${DECKS.join('|')})/` },
    {},
  ),
  forbid(
    'platform-knows-no-feature',
    'The platform has no business words.',
    { path: '^backend/src/platform/(?!testing/)' },
    { path: '^backend/src/(?!platform/)' },
  ),
  forbid(
    'a-feature-shows-only-its-face',
    'From another feature import <feature>.service, .module or .events only.',
    { path: '^backend/src/([^/]+)/', pathNot: '^backend/src/platform/' },
    {
      path: '^backend/src/[^/]+/',
      pathNot: [
        '^backend/src/$1/',
        '^backend/src/platform/',
        ...DECKS.map((deck) => `^backend/src/${deck}/${deck}[.](service|module|events)[.]ts$`),
      ],
    },
  ),
  forbid(
    'test-support-stays-in-tests',
    'Nothing that is shipped needs the test support.',
    { path: '^backend/src/', pathNot: '/testing/' },
    { path: '^backend/src/(testing|[^/]+/testing)/' },
  ),
];

const layers = [
  forbid(
    'controllers-know-no-database',
    'A handler calls one service method.',
    { path: '^backend/src/(?!platform/).*[.]controller[.]ts$' },
    { path: [PACKAGE('(@nestjs/)?typeorm|pg'), '[.]entity[.]ts$', '^backend/src/platform/database/'] },
  ),
  forbid(
    'services-know-no-http',
    'A service decides; status codes and requests belong to the edge.',
    { path: '^backend/src/(?!platform/).*[.]service[.]ts$' },
    {
      path: [PACKAGE('express'), '^backend/src/platform/http/'],
      // Measuring and saying who asks are registrations, free of requests and answers.
      pathNot: '^backend/src/platform/http/(measurements|actor-resolvers)[.]ts$',
    },
  ),
  forbid(
    'entities-hold-columns',
    'An entity is columns and imports nothing but typeorm.',
    { path: '[.]entity[.]ts$' },
    { path: '.', pathNot: PACKAGE('typeorm'), dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'jobs-are-not-called',
    'A job is started by the queue; only its module knows it.',
    { path: '^backend/src/', pathNot: '[.]module[.]ts$' },
    { path: '[.]job[.]ts$', dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'events-are-words',
    'A file of events holds names and payloads.',
    { path: '^backend/src/(?!platform/).*[.]events[.]ts$' },
    { path: [PACKAGE('@nestjs|(@nestjs/)?typeorm|express|pg'), '[.](service|controller|entity|module)[.]ts$'] },
  ),
  forbid(
    'plain-files-are-pure',
    'A file without a role in its name holds plain functions: no Nest, no database, no HTTP.',
    {
      path: '^backend/src/(?!platform/|plugin-host/|metrics/series-|(?:metrics|records)/store/|[a-z]+[.]ts$)[^.]+[.]ts$',
    },
    { path: PACKAGE('@nestjs|typeorm|pg|pg-boss|express|puppeteer-core|undici'), dependencyTypesNot: ['type-only'] },
  ),
];

const front = [
  forbid(
    'ui-and-api-know-no-feature',
    'The design system and the door to the server serve every feature.',
    { path: '^frontend/src/(ui|api)/' },
    { path: '^frontend/src/', pathNot: '^frontend/src/(ui|api|styles|messages)/' },
  ),
  forbid(
    'only-the-api-client-knows-http',
    'frontend/src/api/api-client.ts is the only file that knows HTTP.',
    { path: '^frontend/src/', pathNot: '^frontend/src/api/api-client[.]ts$' },
    {
      path: [SDK('client'), '(^|/)node_modules/@angular/common/.*http'],
      dependencyTypesNot: ['type-only'],
    },
  ),
  forbid(
    'only-realtime-knows-sockets',
    'frontend/src/api/realtime.ts is the only file that knows socket.io.',
    { path: '^frontend/src/', pathNot: '^frontend/src/api/realtime[.]ts$' },
    { path: PACKAGE('socket[.]io-client') },
  ),
  forbid(
    'stores-know-no-screen',
    'A store holds signals and asks the server; a component draws.',
    { path: '[.]store[.]ts$' },
    { path: ['^frontend/src/ui/picture/', PACKAGE('echarts|ngx-echarts|@angular/cdk')] },
  ),
];

module.exports = {
  forbidden: [...everywhere, ...rooms, ...decks, ...layers, ...front],
  options: {
    doNotFollow: { path: ['node_modules', '(^|/)dist/'] },
    exclude: { path: ['[.]spec[.]ts$', '/dist/.*[.]d[.]ts$', '/fixtures/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
