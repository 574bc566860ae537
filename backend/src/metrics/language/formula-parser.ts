import { parseExpressionAt, type CallExpression, type Expression, type Literal, type SpreadElement } from 'acorn';
import { invalid } from '../../platform/errors.js';
import { FUNCTIONS, isFunction, isSign, type FormulaNode } from './formula-tree.js';

const DEEPEST = 40;
/** What a person may write. Names and numbers are looked at as they are met. */
const FOREIGN = /[^\w\s.+\-*/(),]/u;
const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** Names, but not the `e` of a number. */
const NAME = /(?<![\w.])[A-Za-z_]\w*/g;
/** What people write for a sign where their keyboard or their document offers it. */
const OTHER_SIGNS: Readonly<Record<string, string>> = { '−': '-', '–': '-', '×': '*', '·': '*', '÷': '/', ':': '/' };

/**
 * Reads a formula such as `a / b * 100` into a tree. A parser of JavaScript expressions (acorn) finds the structure and the
 * places; of what it reads only numbers, names, four operators and our functions are taken over, and nothing is ever run.
 * Throws `invalid` with the place of what cannot be read; `names` are the queries it may speak of.
 */
export function parseFormula(formula: string, names: Iterable<string>): FormulaNode {
  const text = formula.replace(/[−–×·÷:]/g, (sign) => OTHER_SIGNS[sign] ?? sign);
  const end = text.trimEnd().length;
  if (end === 0) throw fault('Write a formula, such as a / b * 100.', 0);
  checkSigns(text);
  checkBrackets(text);
  return new Reading(text, new Set(names)).whole(structureOf(text, end));
}

function checkSigns(text: string): void {
  const at = text.search(FOREIGN);
  if (at >= 0) throw cannotHold(String.fromCodePoint(text.codePointAt(at) ?? 0x20), at);
}

/** Refuses brackets without an end, and more of them within each other than any formula needs. */
function checkBrackets(text: string): void {
  const open: number[] = [];
  for (const { 0: bracket, index } of text.matchAll(/[()]/g)) {
    if (bracket === '(') open.push(index);
    else if (open.pop() === undefined) throw missingBefore(text, index);
    if (open.length > DEEPEST) throw fault('This formula has too many brackets within each other.', index);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw fault('This bracket is not closed.', unclosed);
}

/** To the parser of JavaScript every name is one without a meaning of its own, and as long: `new / total` is a division. */
function structureOf(formula: string, end: number): Expression {
  const text = formula.replace(NAME, (name) => '$'.repeat(name.length));
  const options = {
    ecmaVersion: 2020,
    onComment: (...[, , start]: [boolean, string, number]) => {
      throw missingBefore(formula, start + 1);
    },
  } as const;
  const tree = parsed(formula, () => parseExpressionAt(text, 0, options));
  const rest = text.slice(tree.end, end).search(/[^\s)]/);
  if (rest >= 0) throw missingBefore(formula, tree.end + rest);
  return tree;
}

function parsed(text: string, parse: () => Expression): Expression {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError && 'pos' in error) throw missingBefore(text, Number(error.pos));
    throw error;
  }
}

class Reading {
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly names: ReadonlySet<string>,
  ) {}

  whole(node: Expression | SpreadElement): FormulaNode {
    if (++this.depth > DEEPEST) throw fault('This formula has too many parts within each other.', node.start);
    const read = this.part(node);
    this.depth--;
    return read;
  }

  private part(node: Expression | SpreadElement): FormulaNode {
    const at = node.start;
    switch (node.type) {
      case 'Literal':
        return this.number(node);
      case 'Identifier':
        return this.query(this.text.slice(at, node.end), at);
      case 'CallExpression':
        return this.call(node);
      case 'UnaryExpression':
        if (node.operator !== '-') throw cannotHold(node.operator, at);
        return { kind: 'minus', of: this.whole(node.argument), at };
      case 'BinaryExpression': {
        const { left, operator, right } = node;
        if (left.type === 'PrivateIdentifier' || !isSign(operator)) throw cannotHold(operator, left.end);
        const [first, second] = [this.whole(left), this.whole(right)];
        return { kind: 'operation', sign: operator, left: first, right: second, at: this.signBetween(left.end) };
      }
      case 'MemberExpression':
        throw cannotHold('.', this.text.indexOf('.', node.object.end));
      default:
        throw cannotHold(this.text.slice(at, node.end), at);
    }
  }

  private number({ value, raw = '', start }: Literal): FormulaNode {
    if (typeof value !== 'number' || !NUMBER.test(raw)) throw cannotHold(raw, start);
    return { kind: 'number', value: Number(raw), at: start };
  }

  private query(name: string, at: number): FormulaNode {
    if (this.names.has(name)) return { kind: 'query', name, at };
    const known = [...this.names].map((one) => `“${one}”`).join(', ');
    throw fault(`There is no query “${name}”. This formula may name ${known || 'none yet: add one'}.`, at);
  }

  private call({ callee, arguments: values, start }: CallExpression): FormulaNode {
    const name = this.text.slice(callee.start, callee.end);
    if (!isFunction(name)) {
      throw fault(`There is no function “${name}”. There are ${Object.keys(FUNCTIONS).join(', ')}.`, start);
    }
    const [least, most] = FUNCTIONS[name];
    if (values.length < least || values.length > most) {
      throw fault(`“${name}” takes ${counted(least, most)}, and ${String(values.length)} stand here.`, start);
    }
    return { kind: 'call', name, given: values.map((value) => this.whole(value)), at: start };
  }

  /** Behind the left side there may be blanks and closing brackets before its sign. */
  private signBetween(from: number): number {
    return from + this.text.slice(from).search(/[-+*/]/);
  }
}

const counted = (least: number, most: number) =>
  least === most
    ? `${String(least)} ${least === 1 ? 'value' : 'values'}`
    : `${String(least)} to ${String(most)} values`;

function missingBefore(text: string, from: number): Error {
  const [word] = /^(?:\w+|\S)/.exec(text.slice(from).trimStart()) ?? [];
  if (word === undefined)
    return fault('The formula ends too early: a query or a number is missing.', text.trimEnd().length);
  return fault(
    `Something is missing before “${word}”: an operator such as +, a query or a number.`,
    text.indexOf(word, from),
  );
}

function cannotHold(words: string, at: number): Error {
  return fault(
    words === '%'
      ? 'A formula has no % sign: write * 100 for a percentage, or / 100 to take a percentage of something.'
      : `A formula cannot hold “${words}”. It holds names of queries, numbers, + - * / and brackets.`,
    at,
  );
}

const fault = (sentence: string, position: number) =>
  invalid('formula.unreadable', sentence, { place: { field: 'formula', position } });
