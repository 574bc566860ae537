export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A piece of SQL as far as it matters for what is put into it. */
export type Piece =
  /** Code, taken over as it is. */
  | { readonly kind: 'code'; readonly from: number; readonly to: number }
  /** A text, a quoted name or a comment: nothing is put into it. */
  | { readonly kind: 'text' | 'name' | 'comment'; readonly from: number; readonly to: number }
  /** `$__timeFilter(at)`, with the places of its arguments. */
  | {
      readonly kind: 'macro';
      readonly from: number;
      readonly to: number;
      readonly name: string;
      readonly args: readonly Place[] | undefined;
    }
  /** `${region}` or `${region:array}` */
  | {
      readonly kind: 'variable';
      readonly from: number;
      readonly to: number;
      readonly name: string;
      readonly form: string | undefined;
    }
  /** `$1` or `$region`: a dollar that means nothing here. */
  | { readonly kind: 'stray'; readonly from: number; readonly to: number };

const DEPTH: Readonly<Record<string, number>> = { '(': 1, ')': -1 };
const WORD = /[\p{L}\p{N}_$]/u;
const MACRO = /\$__([A-Za-z]\w*)/y;
const VARIABLE = /\$\{\s*([A-Za-z_]\w*)\s*(?::\s*(\w+)\s*)?\}/y;
const STRAY = /\$(?:\{[^}\n]*\}?|\w+)/y;
const DOLLAR_QUOTE = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

/**
 * Cuts PostgreSQL's SQL into pieces, by the lexical rules of its manual (4.1): texts in quotes and dollars, quoted names,
 * nested comments. Whatever is not closed reaches to the end; the database says what is wrong with it.
 */
export function scan(sql: string, from = 0, to = sql.length): Piece[] {
  const pieces: Piece[] = [];
  let code = from;
  let at = from;
  while (at < to) {
    const piece = special(sql, at, to);
    if (!piece) {
      at++;
      continue;
    }
    if (piece.from > code) pieces.push({ kind: 'code', from: code, to: piece.from });
    pieces.push(piece);
    at = code = Math.max(piece.to, at + 1);
  }
  if (to > code) pieces.push({ kind: 'code', from: code, to });
  return pieces;
}

function special(sql: string, at: number, to: number): Piece | undefined {
  switch (sql[at]) {
    case "'":
      return { kind: 'text', from: at, to: endOfQuoted(sql, at, to, "'", isEscapeText(sql, at)) };
    case '"':
      return { kind: 'name', from: at, to: endOfQuoted(sql, at, to, '"', false) };
    case '-':
      return sql[at + 1] === '-' ? { kind: 'comment', from: at, to: endOfLine(sql, at, to) } : undefined;
    case '/':
      return sql[at + 1] === '*' ? { kind: 'comment', from: at, to: endOfComment(sql, at, to) } : undefined;
    case '$':
      return WORD.test(sql[at - 1] ?? ' ') ? undefined : dollar(sql, at, to);
    default:
      return undefined;
  }
}

/** `E'it\'s'`: a backslash counts. */
const isEscapeText = (sql: string, at: number) => /[eE]/.test(sql[at - 1] ?? '') && !WORD.test(sql[at - 2] ?? ' ');

function endOfQuoted(sql: string, start: number, to: number, quote: string, escapes: boolean): number {
  for (let at = start + 1; at < to; at++) {
    if (escapes && sql[at] === '\\') at++;
    else if (sql[at] !== quote) continue;
    else if (sql[at + 1] === quote) at++;
    else return at + 1;
  }
  return to;
}

function endOfLine(sql: string, at: number, to: number): number {
  const end = sql.indexOf('\n', at);
  return end < 0 ? to : Math.min(end, to);
}

function endOfComment(sql: string, start: number, to: number): number {
  let depth = 0;
  for (let at = start; at < to; at++) {
    const two = sql.slice(at, at + 2);
    if (two === '/*') depth++;
    else if (two === '*/') depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return to;
}

function dollar(sql: string, from: number, to: number): Piece {
  const macro = matchAt(MACRO, sql, from);
  if (macro) return macroAt(sql, from, to, macro);
  const variable = matchAt(VARIABLE, sql, from);
  if (variable) {
    return { kind: 'variable', from, to: from + variable[0].length, name: variable[1] ?? '', form: variable[2] };
  }
  const quote = matchAt(DOLLAR_QUOTE, sql, from)?.[0];
  if (quote !== undefined) {
    const end = sql.indexOf(quote, from + quote.length);
    return { kind: 'text', from, to: end < 0 ? to : Math.min(end + quote.length, to) };
  }
  const stray = matchAt(STRAY, sql, from)?.[0] ?? '$';
  return { kind: 'stray', from, to: from + stray.length };
}

function macroAt(sql: string, from: number, to: number, [whole, name = '']: RegExpExecArray): Piece {
  const open = from + whole.length;
  const args = sql[open] === '(' ? argumentsAt(sql, open, to) : undefined;
  const end = args?.at(-1)?.to;
  if (!args || end === undefined) return { kind: 'macro', from, to: open, name, args: undefined };
  const none = args.length === 1 && sql.slice(args[0]?.from, end).trim() === '';
  return { kind: 'macro', from, to: end + 1, name, args: none ? [] : args };
}

/** Undefined where the bracket is never closed. */
function argumentsAt(sql: string, open: number, to: number): Place[] | undefined {
  const args: Place[] = [];
  let [depth, start] = [0, open + 1];
  for (const { mark, at } of marks(sql, open, to)) {
    depth += DEPTH[mark] ?? 0;
    if (depth > 1 || (depth === 1 && mark !== ',')) continue;
    args.push({ from: start, to: at });
    start = at + 1;
    if (depth === 0) return args;
  }
  return undefined;
}

/** The brackets and commas outside of texts, names and comments. */
function* marks(sql: string, from: number, to: number): Generator<{ mark: string; at: number }> {
  for (let at = from; at < to; at++) {
    const piece = sql[at] === '$' ? undefined : special(sql, at, to);
    if (piece) at = piece.to - 1;
    else if (/[(),]/.test(sql[at] ?? '')) yield { mark: sql[at] ?? '', at };
  }
}

function matchAt(pattern: RegExp, sql: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(sql);
}
