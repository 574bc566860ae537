import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';

/** argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Of a password nobody knows, made with the same cost. */
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$uI1TbibYKex2jAsiu8MYpA$jjKS9BhdIMaYgD4aLZwMseqA0TQz9MLOUzvhRQFHN+U';
/** Without the characters that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const RANDOM_LENGTH = 20;

/** Takes its time by intent; never call it inside a transaction. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/**
 * Whether the password is the one that was hashed. Without a hash (nobody has that email) it works as long and says no,
 * so that the time it takes does not tell who has an account.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? DECOY, password);
  return right && passwordHash !== undefined;
}

/** 115 bits, for a person to copy from a terminal. */
export const randomPassword = (): string => randomText(LETTERS, RANDOM_LENGTH);

/** `length` characters of the alphabet, each equally likely. */
export const randomText = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
