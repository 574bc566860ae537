import { base } from '../jest.base.mjs';

export default { ...base, globalSetup: './src/platform/testing/global-setup.mjs', testTimeout: 30_000 };
