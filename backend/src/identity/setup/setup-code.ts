import { hashToken } from '../../platform/tokens.js';
import { randomText } from '../passwords.js';

/** Crockford's alphabet without vowels' look-alikes: no I, L, O, U, 0 or 1. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as the terminal shows it, `K7QM-4XTR`: 39 bits, enough where guesses are throttled. */
export const createSetupCode = (): string => `${randomText(ALPHABET, 4)}-${randomText(ALPHABET, 4)}`;

/** What is stored of it. Case, spaces and hyphens do not matter to who types it. */
export const hashSetupCode = (code: string): string =>
  hashToken(code.toUpperCase().replace(/[^0-9A-Z]/g, '')).toString('hex');
