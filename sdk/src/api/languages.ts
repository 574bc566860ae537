import * as z from 'zod';

/** The languages in which the product speaks to people: its pages, and the mails it sends. */
export const SpokenLanguage = z.enum(['en', 'fr']);
export type SpokenLanguage = z.output<typeof SpokenLanguage>;
