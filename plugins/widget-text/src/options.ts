import * as z from 'zod';

export const options = z.object({
  markdown: z.string().max(20_000).default('').meta({ title: 'Text', description: 'Markdown', multiline: true }),
});
export type Options = z.output<typeof options>;
