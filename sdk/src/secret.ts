import * as z from 'zod';

/** A secret of a datasource's `secrets` schema: stored encrypted, shown as "configured", never sent back. */
export function secret(title: string, description?: string): z.ZodString {
  return z
    .string()
    .max(8192)
    .meta({ title, ...(description ? { description } : {}), secret: true });
}
