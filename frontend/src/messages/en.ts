import { reading } from './en-reading';
import { working } from './en-working';

/** Every text in English, one file a room. The other languages have the same rooms with the same keys. */
export const en = { ...reading, ...working };
