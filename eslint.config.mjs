import js from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SPECS = ['**/*.spec.ts', '**/*.e2e.ts'];
const TEST_SUPPORT = ['**/testing/**/*.ts', 'frontend/e2e/**/*.ts', 'frontend/src/test-setup.ts'];

/** Each rule about the shape of the code. A later block of `no-restricted-syntax` replaces an earlier one, hence the names. */
const noBarrel = { selector: 'ExportAllDeclaration', message: 'No barrels: name what you export.' };
const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only; the entry file of a plugin is the one exception.',
};
const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only backend/src/platform/config.ts reads the environment.',
};
const POINT_TABLE =
  '/\\b(from|into|update|join|copy|truncate|table)\\s+(only\\s+)?"?(point|rollup)(_[a-z0-9_]+)?"?(?![\\w\\x27])/i';
const noPointTable = ['Literal[value=', 'TemplateElement[value.raw='].map((literal) => ({
  selector: `${literal}${POINT_TABLE}]`,
  message: 'Points have no row security: only series-store*.ts and store/ of backend/src/metrics name their tables.',
}));
const RECORD_TABLE = '/\\b(from|into|update|join|copy|truncate|table)\\s+(only\\s+)?"?record"?(?![\\w\\x27])/i';
const noRecordTable = ['Literal[value=', 'TemplateElement[value.raw='].map((literal) => ({
  selector: `${literal}${RECORD_TABLE}]`,
  message: 'Records have no row security: only store/ of backend/src/records names their table.',
}));
const noFocusedTest = {
  selector: 'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing)$/]',
  message: 'Every test runs. Where one cannot, disable this line and give the reason after "--".',
};
const noFocusedAlias = {
  selector: 'CallExpression[callee.name=/^(fit|xit|fdescribe|xdescribe|xtest)$/]',
  message: noFocusedTest.message,
};
const noSleep = {
  selector: "NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout']",
  message: 'A test waits for something that happens, not for time to pass.',
};
const noSleepImport = { selector: "ImportDeclaration[source.value='node:timers/promises']", message: noSleep.message };
const noFetch = {
  selector:
    "CallExpression[callee.name='fetch'], NewExpression[callee.name=/^(XMLHttpRequest|WebSocket|EventSource)$/]",
  message: 'The front end talks to the server only through src/api.',
};
const noText = {
  selector: [
    'Text[value=/[a-z]{2,}/i]',
    'BoundText[value.source=/(^|\\}\\})[^{]*[a-z]{2,}/i]',
    'TextAttribute[name=/^(title|alt|placeholder|aria-label|aria-description)$/][value=/[a-z]{2,}/i]',
  ].join(', '),
  message: 'Texts of the front end come from src/messages.',
};

const everywhere = [noBarrel, noDefault, noEnvironment];
const inSpecs = [noBarrel, noDefault, noFocusedTest, noFocusedAlias, noSleep, noSleepImport];
const shape = (name, files, rules, ignores = []) => ({
  name: `quarterdeck/${name}`,
  files,
  ignores,
  rules: { 'no-restricted-syntax': ['error', ...rules] },
});

/** Rules that need no types: the architecture proof plants an offence against each of them. */
export const shapes = [
  {
    name: 'quarterdeck/sizes',
    files: ['**/*.ts'],
    ignores: [...SPECS, ...TEST_SUPPORT],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
      complexity: ['error', 10],
    },
  },
  shape('everywhere', ['**/*.ts'], everywhere, [
    ...['plugins/*/src/index.ts', 'examples/plugins/*/src/index.ts'],
    // What a package gives is not ours to choose.
    '**/*.d.ts',
  ]),
  shape('plugin-entry', ['plugins/*/src/index.ts', 'examples/plugins/*/src/index.ts'], [noBarrel, noEnvironment]),
  shape('backend', ['backend/src/**/*.ts'], [...everywhere, ...noPointTable, ...noRecordTable]),
  shape('frontend', ['frontend/src/**/*.ts'], [...everywhere, noFetch], ['frontend/src/api/**', '**/*.d.ts']),
  shape('config', ['backend/src/platform/config.ts'], [noBarrel, noDefault, ...noPointTable, ...noRecordTable]),
  shape('series-store', ['backend/src/metrics/series-store*.ts', 'backend/src/metrics/store/*.ts'], everywhere),
  shape('record-store', ['backend/src/records/store/*.ts'], [...everywhere, ...noPointTable]),
  shape('test-support', TEST_SUPPORT, [noBarrel, noDefault]),
  shape('specs', SPECS, inSpecs),
  shape('templates', ['frontend/src/*/**/*.html', 'frontend/src/*.ts/*.html'], [noText]),
];

export default defineConfig(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.angular/**', '.nx/**', '.quarterdeck/**', 'coverage/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        ['AbortController', 'AbortSignal', 'Blob', 'Buffer', 'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams']
          .concat(['clearInterval', 'clearTimeout', 'console', 'document', 'fetch', 'module', 'performance', 'process'])
          .concat([
            'queueMicrotask',
            'require',
            'setImmediate',
            'setInterval',
            'setTimeout',
            'structuredClone',
            'window',
          ])
          .map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Marks every options object handed to Nest, and says nothing useful about them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A Nest module and an Angular component are classes because the framework says so.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `return next()` leaves a middleware, and `void store.load()` an event handler; a forgotten promise is an error.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      // An empty function is how "do nothing on purpose" is spelled.
      '@typescript-eslint/no-empty-function': 'off',
      // A type alias that infers from a zod schema bears the name of the schema.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // `x as number` says what is read from a typed array; `x!` hides it.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // A recursive type of JSON can only be spelled with an index signature.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['frontend/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      // The console is the log of a browser.
      'no-console': ['error', { allow: ['warn', 'error'] }],
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'qd', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'qd', style: 'camelCase' }],
      '@angular-eslint/prefer-signals': 'error',
      '@angular-eslint/use-lifecycle-interface': 'error',
    },
  },
  {
    files: ['frontend/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      // These draw their own content, and demand their name.
      '@angular-eslint/template/elements-content': ['error', { allowList: ['qdIconButton'] }],
    },
  },
  ...shapes,
  {
    // The command line talks to people on the terminal; tests may narrate what they could not run.
    files: ['backend/src/cli.ts', 'backend/src/main.ts', ...SPECS, ...TEST_SUPPORT],
    rules: { 'no-console': 'off' },
  },
  {
    // Tests read answers whose type is the thing under test.
    files: [...SPECS, ...TEST_SUPPORT],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
