import presets from 'jest-preset-angular/presets/index.js';

const esm = presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' });

export default {
  ...esm,
  testTimeout: 30_000,
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
