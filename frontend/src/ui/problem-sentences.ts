import type { MessageKey, Messages } from '../messages/messages';

/** What the server told: a problem document, or the part of one that belongs to a panel. */
interface Told {
  readonly code: string;
  readonly detail: string;
}

/**
 * The failures that people meet most, by their codes, so that every language has words for them. Where the server says
 * more than the code (a name, a number), the English text is what it said. All other codes are told in its words.
 */
const SENTENCES: Readonly<Record<string, MessageKey>> = {
  internal: 'problems.server',
  'http.404': 'problems.nothingHere',
  'request.invalid': 'problems.request',
  'session.missing': 'problems.session',
  'access.denied': 'problems.denied',
  'token.invalid': 'problems.token',
  'sign-in.wrong': 'problems.signInWrong',
  'sign-in.throttled': 'problems.signInThrottled',
  'sign-in.no-workspace': 'problems.noWorkspace',
  'password.wrong': 'problems.passwordWrong',
  'password-reset.ended': 'problems.resetEnded',
  'mail.not-set': 'problems.noMail',
  'setup.done': 'problems.setupDone',
  'setup.wrong-code': 'problems.setupCode',
  'share-link.revoked': 'problems.linkRevoked',
  'share-link.expired': 'problems.linkExpired',
  'share-link.lifetime': 'problems.bestBefore',
  'api-key.ends-in-the-past': 'problems.bestBefore',
  'invitation.revoked': 'problems.invitationRevoked',
  'invitation.used': 'problems.invitationUsed',
  'invitation.expired': 'problems.invitationExpired',
  'invitation.ended': 'problems.invitationEnded',
  'invitation.bad-end': 'problems.bestBefore',
  'invitation.above-inviter': 'problems.invitationRole',
  'invitation.too-many-mails': 'problems.tooManyMails',
  'member.last-owner': 'problems.lastOwner',
  'workspace.not-yours': 'problems.notYourWorkspace',
  'workspace.other': 'problems.otherWorkspace',
  'workspace.only-one': 'problems.onlyWorkspace',
  'workspace.wrong-name': 'problems.workspaceName',
  'folder.name-taken': 'problems.folderName',
  'folder.not-empty': 'problems.folderFull',
  'folder.misplaced': 'problems.folderPlace',
  'folder.read-only': 'problems.folderReadOnly',
  'dashboard.read-only': 'problems.dashboardReadOnly',
  'dashboard.changed': 'problems.dashboardChanged',
  'dashboard.changing': 'problems.dashboardChanging',
  'revision.closed': 'problems.revisionClosed',
  'annotation.changed': 'problems.noteChanged',
  'annotation.not-yours': 'problems.noteNotYours',
  'annotation.denied': 'problems.noteDenied',
  'comment.changed': 'problems.commentChanged',
  'comment.not-yours': 'problems.commentNotYours',
  'thread.full': 'problems.threadFull',
  'connection.name-taken': 'problems.connectionName',
  'connection.in-use': 'problems.connectionInUse',
  'connection.unreadable-secrets': 'problems.connectionSecrets',
  'connection.not-found': 'problems.connectionGone',
  'metric.too-slow': 'problems.querySlow',
  'query.denied': 'problems.queryDenied',
  'import.busy': 'problems.importBusy',
  'import.cut-off': 'problems.importCutOff',
  'import.over': 'problems.importOver',
  'import.not-undoable': 'problems.importNotUndoable',
  'import.unreadable': 'problems.importUnreadable',
  'import.row-too-long': 'problems.importRowLong',
  'import.quote-open': 'problems.importQuote',
  'stream.in-use': 'problems.streamInUse',
  'derived-metric.name-taken': 'problems.derivedName',
  'report.too-many': 'problems.reportsFull',
};

/** A failure in the language of the reader as far as we have words for it. */
export function problemSentence({ code, detail }: Told, messages: Messages): string {
  const known = SENTENCES[code] ?? (code.endsWith('.not-found') ? 'problems.notFound' : undefined);
  return known === undefined ? detail : messages(known, { detail });
}

/** What stands beside a field: the code's own sentence where the failure is about this field only, else the server's. */
export function fieldSentence(problem: Told, message: string, messages: Messages): string {
  const { code } = problem;
  return code === 'request.invalid' || !SENTENCES[code]
    ? message
    : problemSentence({ code, detail: message }, messages);
}
