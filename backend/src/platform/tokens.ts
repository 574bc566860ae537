import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bearer tokens say what they are by their beginning, so that a leaked one can be recognised. */
export type TokenPrefix = 'qd_session_' | 'qd_key_' | 'qd_share_' | 'qd_invite_' | 'qd_reset_';

/** 256 bits of randomness: such a token needs no slow hash, SHA-256 is what is stored. */
export const createToken = (prefix: TokenPrefix): string => prefix + randomBytes(32).toString('base64url');

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Compares without telling by the time it takes how much was right. */
export const sameText = (one: string, other: string): boolean => timingSafeEqual(hashToken(one), hashToken(other));
