import { invalid } from '../../platform/errors.js';
import { FUNCTIONS, STRENGTH, type FormulaNode, type FunctionName, type Sign } from './formula-tree.js';
import { wordsOf, type Word } from './formula-words.js';

const DEEPEST = 40;

/**
 * Reads a formula such as `a / b * 100` into a tree, by top down operator precedence (V. Pratt, 1973). Nothing of it is ever
 * run as code. Throws `invalid` with the place of what cannot be read; `names` are the queries it may speak of.
 */
export function parseFormula(formula: string, names: Iterable<string>): FormulaNode {
  const parser = new Parser(wordsOf(formula), new Set(names), formula.length);
  return parser.whole();
}

class Parser {
  private next = 0;
  private depth = 0;

  constructor(
    private readonly words: readonly Word[],
    private readonly names: ReadonlySet<string>,
    private readonly end: number,
  ) {}

  whole(): FormulaNode {
    if (this.words.length === 0) throw fault('Write a formula, such as a / b * 100.', 0);
    const tree = this.expression(0);
    const rest = this.peek();
    if (rest) throw fault(`Something is missing before “${textOfWord(rest)}”: an operator such as + or /.`, rest.at);
    return tree;
  }

  private expression(least: number): FormulaNode {
    if (++this.depth > DEEPEST) throw fault('This formula has too many brackets within each other.', this.place());
    let left = this.operand();
    for (let sign = this.operator(); sign && STRENGTH[sign.text] > least; sign = this.operator()) {
      this.next++;
      const right = this.expression(STRENGTH[sign.text]);
      left = { kind: 'operation', sign: sign.text, left, right, at: sign.at };
    }
    this.depth--;
    return left;
  }

  private operand(): FormulaNode {
    const word = this.peek();
    if (!word) throw fault('The formula ends too early: a query or a number is missing.', this.end);
    this.next++;
    if (word.kind === 'number') return { kind: 'number', value: word.value, at: word.at };
    if (word.kind === 'name') return this.isSign('(') ? this.call(word) : this.query(word);
    if (word.text === '-') return { kind: 'minus', of: this.expression(STRENGTH['*']), at: word.at };
    if (word.text === '(') return this.bracket(word.at);
    throw fault(`A query or a number is missing before “${word.text}”.`, word.at);
  }

  private bracket(at: number): FormulaNode {
    const inside = this.expression(0);
    if (!this.isSign(')')) throw fault('This bracket is not closed.', at);
    this.next++;
    return inside;
  }

  private query({ text, at }: { text: string; at: number }): FormulaNode {
    if (this.names.has(text)) return { kind: 'query', name: text, at };
    const known = [...this.names].map((name) => `“${name}”`).join(', ');
    throw fault(`There is no query “${text}”. This formula may name ${known || 'none yet: add one'}.`, at);
  }

  private call({ text, at }: { text: string; at: number }): FormulaNode {
    if (!isFunction(text)) {
      throw fault(`There is no function “${text}”. There are ${Object.keys(FUNCTIONS).join(', ')}.`, at);
    }
    const given = this.given();
    if (!this.isSign(')')) throw fault(`The bracket of “${text}” is not closed.`, at);
    this.next++;
    const [least, most] = FUNCTIONS[text];
    if (given.length < least || given.length > most) {
      throw fault(`“${text}” takes ${counted(least, most)}, and ${String(given.length)} stand here.`, at);
    }
    return { kind: 'call', name: text, given, at };
  }

  private given(): FormulaNode[] {
    const given: FormulaNode[] = [];
    do {
      this.next++;
      if (!this.isSign(')')) given.push(this.expression(0));
    } while (this.isSign(','));
    return given;
  }

  private operator(): { text: Sign; at: number } | undefined {
    const word = this.peek();
    return word?.kind === 'sign' && word.text in STRENGTH ? { text: word.text as Sign, at: word.at } : undefined;
  }

  private isSign(text: string): boolean {
    const word = this.peek();
    return word?.kind === 'sign' && word.text === text;
  }

  private peek(): Word | undefined {
    return this.words[this.next];
  }

  private place(): number {
    return this.peek()?.at ?? this.end;
  }
}

const isFunction = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);
const textOfWord = (word: Word) => (word.kind === 'number' ? String(word.value) : word.text);
const counted = (least: number, most: number) =>
  least === most
    ? `${String(least)} ${least === 1 ? 'value' : 'values'}`
    : `${String(least)} to ${String(most)} values`;
const fault = (sentence: string, position: number) =>
  invalid('formula.unreadable', sentence, { place: { field: 'formula', position } });
