import type { FolderGrants, FolderRight } from '@quarterdeck/sdk/api/folders';
import type { Member } from '@quarterdeck/sdk/api/members';

/** What a choice says: a right, or nothing, so that the folders around it or the role decide. */
export type Choice = FolderRight | 'role';
export const CHOICES: readonly Choice[] = ['role', 'edit', 'view', 'none'];

/** One line of the dialog. */
export interface AccessLine {
  readonly member: Member;
  readonly choice: Choice;
}

/** Every member but owners, whom no folder narrows; those with a rule of their own first. */
export function linesOf(grants: FolderGrants, members: readonly Member[]): AccessLine[] {
  const rights = new Map(grants.members.map(({ userId, right }) => [userId, right]));
  const lines = members
    .filter(({ role }) => role !== 'owner')
    .map((member) => ({ member, choice: rights.get(member.id) ?? ('role' as const) }));
  return [...lines.filter(({ choice }) => choice !== 'role'), ...lines.filter(({ choice }) => choice === 'role')];
}

/** What is sent. Rules for owners, should there be some of the time before they were that, are kept. */
export function grantsOf(everybody: Choice, lines: readonly AccessLine[], before: FolderGrants): FolderGrants {
  const shown = new Set(lines.map(({ member }) => member.id));
  const kept = before.members.filter(({ userId }) => !shown.has(userId));
  const chosen = lines.flatMap(({ member, choice }) =>
    choice === 'role' ? [] : [{ userId: member.id, right: choice }],
  );
  return { everybody: everybody === 'role' ? null : everybody, members: [...kept, ...chosen] };
}
