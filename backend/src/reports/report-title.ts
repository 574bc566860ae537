import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';

/** `City demand 2014-07-01 – 2015-01-31`: the days that the range touches, as people in its zone count them. */
export function titleOf(dashboard: string, { from, to }: TimeWindow, timezone: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  const [first, last] = [day.format(from), day.format(to - 1)];
  return first === last ? `${dashboard} ${first}` : `${dashboard} ${first} – ${last}`;
}

/** A name that every file system takes: without the signs that Windows reserves, control characters and final dots. */
export function fileNameOf(title: string): string {
  const plain = title
    .toWellFormed()
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '');
  return `${plain === '' ? 'Report' : plain}.pdf`;
}

/** RFC 6266: the true name in UTF-8, and beside it an ASCII one for what does not understand that. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[–—]/g, '-')
    .replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
