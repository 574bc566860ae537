import { NewReport } from './reports.js';

const wanted = {
  dashboardId: '0199d1a4-0000-7000-8000-000000000001',
  range: { from: 0, to: 1000 },
  timezone: 'UTC',
};

describe('what is asked of a report', () => {
  it('is printed in English unless a language is named', () => {
    expect(NewReport.parse(wanted).locale).toBe('en');
    expect(NewReport.parse({ ...wanted, locale: 'fr-CA' }).locale).toBe('fr-CA');
  });

  it.each(['', 'French please', 'fr_FR', `en-${'x'.repeat(40)}`])('refuses "%s", which is no language', (locale) => {
    expect(NewReport.safeParse({ ...wanted, locale }).success).toBe(false);
  });
});
