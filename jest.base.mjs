/** Shared Jest settings: native ES modules, TypeScript through SWC (with the decorator metadata that Nest and TypeORM read). */
export const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          experimental: { keepImportAttributes: true },
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testMatch: ['**/*.spec.ts'],
  /** For small tests too: two cores may be busy with the browsers and databases of others. */
  testTimeout: 30_000,
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};
