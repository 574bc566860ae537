/**
 * Says for which workspace a page was opened. A session may go on in another one meanwhile: what the page then asks is
 * refused with `workspace.other`, and nothing lands where nobody meant it. Programs need not send it.
 */
export const WORKSPACE_HEADER = 'x-quarterdeck-workspace';
