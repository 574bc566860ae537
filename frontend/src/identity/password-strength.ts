import type { MessageKey } from '../messages/messages';

export const PASSWORD_LENGTH = 12;

export interface PasswordStrength {
  /** Of four lamps, how many burn. */
  readonly lamps: 0 | 1 | 2 | 3 | 4;
  readonly text: MessageKey;
  /** How many characters are missing. */
  readonly missing: number;
}

/** What a person reads while typing a new password. Length beats rules about digits (NIST SP 800-63B); a hint, no rule. */
export function passwordStrength(password: string): PasswordStrength {
  const missing = Math.max(0, PASSWORD_LENGTH - password.length);
  if (password.length === 0) return { lamps: 0, text: 'identity.password.empty', missing };
  if (missing > 0) return { lamps: 1, text: 'identity.password.short', missing };
  if (new Set(password.toLowerCase()).size < 6) return { lamps: 2, text: 'identity.password.monotone', missing };
  if (password.length < 16) return { lamps: 3, text: 'identity.password.fair', missing };
  return { lamps: 4, text: 'identity.password.strong', missing };
}
