import { refusedCsv } from './refusal-text.js';

describe('refused rows as a file', () => {
  const rowOf = (row: string) => refusedCsv([{ line: 2, reason: 'The value is no number', row }]).split('\r\n')[1];

  it('hold the row as it was, in quotes', () => {
    expect(rowOf('2026-01-01,"a",b')).toBe('2,"The value is no number","2026-01-01,""a"",b"');
  });

  it.each(['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', '\t=1'])(
    'run nothing in a spreadsheet: %s',
    (row) => {
      expect(rowOf(row)).toContain(`,"'${row.replaceAll('"', '""')}"`);
    },
  );
});
