import * as z from 'zod';

export const ById = z.object({ id: z.uuid() });
export const Instant = z.iso.datetime({ offset: true });
/** No database keeps a NUL in a text. */
const WITHOUT_NUL = /^[^\0]*$/;
export const Labels = z
  .record(z.string().min(1).max(64).regex(WITHOUT_NUL), z.string().max(256).regex(WITHOUT_NUL))
  .refine((labels) => Object.keys(labels).length <= 32, 'At most 32 labels.');
export const MetricName = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^[\p{L}_][\p{L}\p{N}_.:/ -]*$/u,
    'A metric name begins with a letter and holds letters, digits and _ . : / - only.',
  );

/** A language and, where it matters, its region, as BCP 47 writes them: `fr`, `en-GB`. */
export const Locale = z.string().max(35).refine(isLocale, 'This is not a language tag, such as fr or en-GB.');

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
