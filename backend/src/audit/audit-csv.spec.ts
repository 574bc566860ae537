import { auditCsv } from './audit-csv.js';

const entry = {
  ...{
    id: '1',
    at: '2026-01-01T00:00:00.000Z',
    kind: 'member-joined',
    address: '192.0.2.7',
    details: { role: 'viewer' },
  },
  actor: { kind: 'user' as const, id: 'u1', name: 'Ada' },
  subject: { kind: 'member', id: 'u1', name: 'Ada' },
};

describe('the audit as a file', () => {
  it('has a heading and one line an entry', () => {
    expect(auditCsv([entry]).split('\r\n')).toEqual([
      'time,kind,actor,actor_kind,actor_id,address,on,on_kind,on_id,details',
      '"2026-01-01T00:00:00.000Z","member-joined","Ada","user","u1","192.0.2.7","Ada","member","u1","role: viewer"',
      '',
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('has no formula in it, whatever somebody is called: %s', (name) => {
    expect(auditCsv([{ ...entry, actor: { ...entry.actor, name } }])).toContain(`"'${name}"`);
  });

  it('keeps quotes', () => {
    expect(auditCsv([{ ...entry, subject: { ...entry.subject, name: 'a "b"' } }])).toContain('"a ""b"""');
  });
});
