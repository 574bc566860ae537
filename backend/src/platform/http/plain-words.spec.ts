import { z } from 'zod';
import { plainWords } from './plain-words.js';

const said = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: plainWords }).error?.issues[0]?.message;

describe('what is wrong with a value', () => {
  it.each([
    [z.number(), undefined, 'It is missing.'],
    [z.number(), 'x', 'It must be a number.'],
    [z.int(), 1.5, 'It must be a whole number.'],
    [z.number().max(65_535), 70_000, 'It must be at most 65,535.'],
    [z.number().gt(0), 0, 'It must be more than 0.'],
    [z.string().min(12), 'short', 'It must have at least 12 characters.'],
    [z.string().min(1), '', 'It must have at least 1 character.'],
    [z.array(z.string()).max(2), ['a', 'b', 'c'], 'It must have at most 2 entries.'],
    [z.enum(['on', 'off']), 'yes', 'It must be "on" or "off".'],
    [z.email(), 'nobody', 'It must be an email address, such as name@example.org.'],
    [z.strictObject({}), { size: 1 }, 'It has what nobody knows here: size.'],
    [z.union([z.string(), z.int()]), true, 'It has none of the forms it may have.'],
  ])('is said in plain words (%#)', (schema, value, sentence) => {
    expect(said(schema, value)).toBe(sentence);
  });

  it('is said by the schema itself where it has a sentence', () => {
    expect(said(z.string({ error: 'Write a name.' }), 1)).toBe('Write a name.');
  });
});
