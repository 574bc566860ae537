/** How a file separates and quotes its cells. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export const QUOTES = ['"', "'", ''] as const;

export interface Dialect {
  readonly delimiter: (typeof DELIMITERS)[number];
  /** Empty: quotes are letters like any other. */
  readonly quote: (typeof QUOTES)[number];
}

/** A row, and the line of the file on which it ends: refused rows are named by it. */
export interface SplitRow {
  readonly cells: string[];
  readonly line: number;
}

/** Called by the detection on the head of a file: the cells of its rows. */
export const splitRows = (text: string, dialect: Dialect): string[][] =>
  splitLines(text, dialect).map(({ cells }) => cells);

/**
 * Called by the preview on the head of a file; the server's streaming reader splits and counts in the same way, which a
 * test of the server holds it to. Empty lines are left out, and counted.
 */
export function splitLines(text: string, { delimiter, quote }: Dialect): SplitRow[] {
  const rows: SplitRow[] = [];
  let row: string[] = [];
  let line = 1;
  let begin = 0;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const [inside, close] = quote !== '' && text[at] === quote ? quoted(text, at, quote) : ['', at];
    const [behind, end] = plain(text, close, delimiter);
    row.push(inside + behind);
    at = end;
    if (text[at] === delimiter) {
      at++;
      if (at < text.length && !isBreak(text[at])) continue;
      row.push('');
    }
    line += breaksIn(text.slice(begin, at));
    at = afterBreak(text, at);
    if (row.length > 1 || row[0] !== '') rows.push({ cells: row, line });
    row = [];
    line++;
    begin = at;
  }
  return rows;
}

/** Called before a cut-off head is split: without the line that the cut went through. */
export function wholeLines(head: string): string {
  const end = head.lastIndexOf('\n');
  return end < 0 ? head : head.slice(0, end + 1);
}

const isBreak = (letter: string | undefined) => letter === '\n' || letter === '\r';
const breaksIn = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0;
const afterBreak = (text: string, at: number) =>
  text.startsWith('\r\n', at) ? at + 2 : isBreak(text[at]) ? at + 1 : at;

function plain(text: string, from: number, delimiter: string): [string, number] {
  let at = from;
  while (at < text.length && text[at] !== delimiter && !isBreak(text[at])) at++;
  return [text.slice(from, at), at];
}

/** A quote inside is written twice. What stands behind the closing quote belongs to the cell as it is. */
function quoted(text: string, from: number, quote: string): [string, number] {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const end = text.indexOf(quote, at);
    if (end < 0) return [cell + text.slice(at), text.length];
    cell += text.slice(at, end);
    if (text[end + 1] !== quote) return [cell, end + 1];
    cell += quote;
    at = end + 2;
  }
}
