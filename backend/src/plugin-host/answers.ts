import { decodeFrames, PluginError, type Frame } from '@quarterdeck/sdk';
import { ConnectionOption } from '@quarterdeck/sdk/api/connections';
import * as z from 'zod';
import { unpacked } from './wire.js';

/** A plugin that sends a million notices has a bug; a frame with them would be one too. */
const Description = z.object({
  name: z.string().max(500),
  asOf: z.number().optional(),
  resolutionMs: z.number().min(0).optional(),
  truncated: z.boolean().optional(),
  notices: z
    .array(z.object({ level: z.enum(['info', 'warning']), text: z.string().max(1000) }))
    .max(50)
    .optional(),
});
const Column = z.object({
  name: z.string().max(500),
  metric: z.string().max(500).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  unit: z.string().max(100).optional(),
});

const Options = z.array(ConnectionOption).max(20_000);

/** What a plugin offers to choose from. Throws a PluginError of kind `bug` for whatever is no such list. */
export function optionsOf(bytes: Buffer): ConnectionOption[] {
  const parsed = Options.safeParse(unpacked(bytes).value);
  if (parsed.success) return parsed.data;
  throw new PluginError('bug', 'The plugin sent a list of options that cannot be read.', { cause: parsed.error });
}

export interface Stamp {
  readonly source: string;
  readonly now: number;
}

/**
 * The frames in a plugin's answer, checked down to their names and marked with where they come from and as of when. Throws
 * a PluginError of kind `bug` for whatever is no such answer.
 */
export function framesOf(bytes: Uint8Array, { source, now }: Stamp): Frame[] {
  try {
    return decodeFrames(bytes).frames.map((frame) => ({
      ...defined(Description.parse(frame)),
      length: frame.length,
      fields: frame.fields.map((field) => ({ ...described(field), ...defined(Column.parse(field)) })),
      asOf: frame.asOf ?? now,
      source,
    }));
  } catch (cause) {
    const why =
      cause instanceof z.ZodError ? 'a frame or column is not described as it should be' : (cause as Error).message;
    throw new PluginError('bug', `The plugin sent an answer that cannot be read: ${why}`, { cause });
  }
}

function described(field: Frame['fields'][number]): Frame['fields'][number] {
  const { name, values } = field;
  if (field.type !== 'string') return { name, type: field.type, values } as Frame['fields'][number];
  return { name, type: 'string', values: field.values, dictionary: field.dictionary.map(String) };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
