import { base } from '../../jest.base.mjs';

/** `npm run screens`: no test, but the same ground under it. */
export default { ...base, testMatch: ['**/screens.ts'], testTimeout: 900_000 };
