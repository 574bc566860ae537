import { contentDisposition, fileNameOf, titleOf } from './report-title.js';

const at = (text: string) => Date.parse(text);

describe('the title of a report', () => {
  it('names the days that the range touches, the last one included', () => {
    const range = { from: at('2014-07-01T00:00:00Z'), to: at('2015-02-01T00:00:00Z') };
    expect(titleOf('City demand', range, 'UTC')).toBe('City demand 2014-07-01 – 2015-01-31');
  });

  it('counts days in the zone of the reader', () => {
    const range = { from: at('2014-07-01T04:00:00Z'), to: at('2014-07-02T04:00:00Z') };
    expect(titleOf('City demand', range, 'America/New_York')).toBe('City demand 2014-07-01');
  });
});

describe('the file name of a report', () => {
  it('keeps the words and drops what file systems refuse', () => {
    expect(fileNameOf('Cost / click: "A*B?" <x>\u0000\n…')).toBe('Cost click A B x ….pdf');
  });

  it('is never empty and never ends in a dot', () => {
    expect([fileNameOf('???'), fileNameOf('Q1...')]).toEqual(['Report.pdf', 'Q1.pdf']);
  });

  it('survives half a sign', () => {
    expect(contentDisposition(fileNameOf('A\ud800'))).toContain("filename*=UTF-8''A%EF%BF%BD.pdf");
  });

  it('travels in UTF-8, with an ASCII name beside it', () => {
    expect(contentDisposition('Café – 2014.pdf')).toBe(
      `attachment; filename="Cafe - 2014.pdf"; filename*=UTF-8''Caf%C3%A9%20%E2%80%93%202014.pdf`,
    );
  });
});
