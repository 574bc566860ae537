import { base } from './jest.base.mjs';

/** For every plugin: `jest -c ../../jest.plugin.mjs --rootDir .` in its folder. */
export default { ...base };
