import type { Member } from '@quarterdeck/sdk/api/members';
import { grantsOf, linesOf } from './access-draft';

const member = (id: string, role: Member['role']): Member => ({
  id,
  name: id,
  email: null,
  role,
  joinedAt: '2026-01-01',
});
const members = [member('olga', 'owner'), member('eve', 'editor'), member('vic', 'viewer')];
const before = {
  everybody: 'none' as const,
  members: [
    { userId: 'vic', right: 'edit' as const },
    { userId: 'olga', right: 'view' as const },
  ],
};

describe('the access to a folder', () => {
  it('is chosen for every member but owners, those with a rule first', () => {
    expect(linesOf(before, members).map(({ member: { id }, choice }) => [id, choice])).toEqual([
      ['vic', 'edit'],
      ['eve', 'role'],
    ]);
  });

  it('is sent as rules only where one was chosen', () => {
    const lines = linesOf(before, members).map((line) => ({ ...line, choice: 'role' as const }));
    expect(grantsOf('role', lines, before)).toEqual({ everybody: null, members: [{ userId: 'olga', right: 'view' }] });
    expect(grantsOf('none', linesOf(before, members), before).members).toContainEqual({ userId: 'vic', right: 'edit' });
  });
});
