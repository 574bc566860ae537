import { base } from '../jest.base.mjs';

export default {
  ...base,
  globalSetup: './src/platform/testing/global-setup.mjs',
  globalTeardown: './src/platform/testing/global-teardown.mjs',
};
