import { base } from '../../jest.base.mjs';

export default { ...base, testMatch: ['**/*.e2e.ts'], testTimeout: 120_000 };
