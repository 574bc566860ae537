import { invalid } from '../../platform/errors.js';

/** One word of a formula's text. */
export type Word =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'name'; readonly text: string; readonly at: number }
  | { readonly kind: 'sign'; readonly text: string; readonly at: number };

const WORD = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?|\.\d+)|([A-Za-z][A-Za-z0-9_]*)|([-+*/(),]))/iy;
/** What people write for a sign where their keyboard or their document offers it. */
const OTHER_SIGNS: Readonly<Record<string, string>> = { '−': '-', '–': '-', '×': '*', '·': '*', '÷': '/', ':': '/' };

/** The words of a formula. Throws `invalid` where something stands that no formula has. */
export function wordsOf(formula: string): Word[] {
  const text = formula.replace(/[−–×·÷:]/g, (sign) => OTHER_SIGNS[sign] ?? sign);
  const words: Word[] = [];
  WORD.lastIndex = 0;
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = WORD.lastIndex) {
    WORD.lastIndex = at;
    const match = WORD.exec(text);
    if (!match) throw unreadable(text, at);
    words.push(wordOf(match, at));
  }
  return words;
}

function wordOf([whole, number, name, sign]: RegExpExecArray, begin: number): Word {
  const at = begin + whole.length - whole.trimStart().length;
  if (number !== undefined) return { kind: 'number', value: Number(number), at };
  return name === undefined ? { kind: 'sign', text: sign ?? '', at } : { kind: 'name', text: name, at };
}

function unreadable(text: string, from: number): Error {
  const at = from + (text.slice(from).length - text.slice(from).trimStart().length);
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  const sentence =
    sign === '%'
      ? 'A formula has no % sign: write * 100 for a percentage, or / 100 to take a percentage of something.'
      : `A formula cannot hold “${sign}”. It holds names of queries, numbers, + - * / and brackets.`;
  return invalid('formula.unreadable', sentence, { place: { field: 'formula', position: at } });
}
