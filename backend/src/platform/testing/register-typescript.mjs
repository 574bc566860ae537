/**
 * Lets Node run our TypeScript as it stands, for test helpers outside Jest: Node itself strips the types, and this finds
 * `x.ts` where an import says `x.js`. Only for files without decorators and parameter properties.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
