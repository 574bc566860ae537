import { plainMarkdown } from './plain-markdown';

describe('the words of a Markdown text', () => {
  it.each([
    ['**Strike** of the _drivers_', 'Strike of the drivers'],
    ['## Release\n\n- one\n- two', 'Release • one • two'],
    ['see [the report](https://example.org/a_b) and `code`', 'see the report and code'],
    ['snake_case_name and 2 * 3 * 4 stay', 'snake_case_name and 2 * 3 * 4 stay'],
    ['```\nlines\n```', 'lines'],
  ])('are read out of %j', (markdown, words) => {
    expect(plainMarkdown(markdown)).toBe(words);
  });

  it('are cut where there is no more room', () => {
    expect(plainMarkdown('twelve letters', 8)).toBe('twelve…');
  });
});
