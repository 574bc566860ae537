import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;
type Words = (issue: Issue) => string | undefined;

const SIZES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
  object: ['entry', 'entries'],
};
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
const FORMATS: Readonly<Record<string, string>> = {
  email: 'an email address, such as name@example.org',
  url: 'a web address',
  uuid: 'an id (a UUID)',
  datetime: 'a time such as 2026-01-31T12:00:00Z',
  date: 'a day such as 2026-01-31',
};

const WORDS: Readonly<Partial<Record<Issue['code'], Words>>> = {
  invalid_type: ({ expected, input }: Issue) =>
    input === undefined ? 'It is missing.' : `It must be ${KINDS[String(expected)] ?? String(expected)}.`,
  too_small: (issue) => bound(issue, issue.inclusive === false ? 'more than' : 'at least', issue.minimum),
  too_big: (issue) => bound(issue, issue.inclusive === false ? 'less than' : 'at most', issue.maximum),
  not_multiple_of: ({ divisor }) => `It must be a multiple of ${String(divisor)}.`,
  invalid_value: ({ values }) => `It must be ${choice(values as readonly unknown[])}.`,
  invalid_format: ({ format }) => {
    const form = FORMATS[String(format)];
    return form ? `It must be ${form}.` : 'It is not written as it must be.';
  },
  unrecognized_keys: ({ keys }) => `It has what nobody knows here: ${(keys as readonly string[]).join(', ')}.`,
  invalid_union: ({ input }) => (input === undefined ? 'It is missing.' : 'It has none of the forms it may have.'),
};

function bound({ origin, exact }: Issue, how: string, limit: unknown): string {
  const size = SIZES[String(origin)];
  const number = Number(limit).toLocaleString('en');
  if (!size) return `It must be ${how} ${number}.`;
  return `It must have ${exact ? 'exactly' : how} ${number} ${size[limit === 1 ? 0 : 1]}.`;
}

function choice(values: readonly unknown[]): string {
  const written = values.map((value) => JSON.stringify(value));
  const last = written.pop() ?? '';
  return written.length === 0 ? last : `${written.join(', ')} or ${last}`;
}

/** What is wrong with a value in a sentence for people. A schema's own sentence comes before these. */
export const plainWords = (issue: Issue): string | undefined => WORDS[issue.code]?.(issue);

/** Makes every schema of this process speak plainly. Called where the settings and the requests are read. */
export function speakPlainly(): void {
  z.config({ customError: plainWords });
}
