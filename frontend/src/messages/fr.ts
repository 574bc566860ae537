import type { en } from './en';
import { reading } from './fr-reading';
import { working } from './fr-working';

/** Every text in French; see docs/glossary.md for its words. */
export const fr = { ...reading, ...working } satisfies typeof en;
