/** A line in its parts, as they stand there: `head` is the measurement with its tags, `time` is empty where none was sent. */
export interface Line {
  readonly number: number;
  readonly head: string;
  /** Names and values by turns; a text with its quotes. */
  readonly fields: readonly string[];
  readonly time: string;
}
/** A line that has other parts. */
export interface BrokenLine {
  readonly number: number;
  readonly text: string;
}

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;

/**
 * Cuts a body of InfluxDB's line protocol into lines and their parts; a quoted text may hold line breaks.
 * https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol
 */
export class LineScanner {
  private at = 0;
  private number = 0;

  constructor(private readonly text: string) {}

  /** Empty lines and comments are passed over. Undefined at the end. */
  next(): Line | BrokenLine | undefined {
    for (;;) {
      this.skip((code) => code === SPACE || code === RETURN);
      if (this.at >= this.text.length) return undefined;
      this.number++;
      if (this.code() !== NEWLINE && this.code() !== HASH) return this.line();
      this.skip((code) => code !== NEWLINE);
      this.at++;
    }
  }

  private line(): Line | BrokenLine {
    const { number, at: begin } = this;
    const head = this.until(SPACE);
    const fields = this.fields();
    if (!fields || head === '') return this.broken(number, begin);
    const timeAt = this.at;
    this.skip((code) => code !== NEWLINE);
    const time = this.text.slice(timeAt, this.at++).trim();
    return { number, head, fields, time };
  }

  /** Undefined where they are no fields. */
  private fields(): string[] | undefined {
    const fields: string[] = [];
    this.skip((code) => code === SPACE);
    do {
      const name = this.until(EQUALS, COMMA);
      if (name === '' || this.code() !== EQUALS) return undefined;
      this.at++;
      const value = this.code() === QUOTE ? this.quoted() : this.until(COMMA);
      if (value === undefined || value === '') return undefined;
      fields.push(name, value);
    } while (this.code() === COMMA && this.at++ >= 0);
    return this.ended() ? fields : undefined;
  }

  /** Up to one of two signs that is not escaped, a space or the end of the line. */
  private until(sign: number, other = sign): string {
    const begin = this.at;
    for (; !this.ended() && this.code() !== sign && this.code() !== other; this.at++) {
      if (this.code() === BACKSLASH && this.escapes()) this.at++;
    }
    return this.text.slice(begin, this.at);
  }

  /** Undefined where the quotes do not end. */
  private quoted(): string | undefined {
    const begin = this.at++;
    for (; this.at < this.text.length && this.code() !== QUOTE; this.at++) {
      if (this.code() === NEWLINE) this.number++;
      else if (this.code() === BACKSLASH && this.text.charCodeAt(this.at + 1) !== NEWLINE) this.at++;
    }
    return this.at++ < this.text.length ? this.text.slice(begin, this.at) : undefined;
  }

  /** The next line begins behind the first line break, whatever quotes there were. */
  private broken(number: number, begin: number): BrokenLine {
    this.number = number;
    this.at = begin;
    this.skip((code) => code !== NEWLINE);
    return { number, text: this.text.slice(begin, this.at++) };
  }

  private skip(passes: (code: number) => boolean): void {
    while (this.at < this.text.length && passes(this.code())) this.at++;
  }

  private code(): number {
    return this.text.charCodeAt(this.at);
  }

  private ended(): boolean {
    const code = this.code();
    return code === SPACE || code === NEWLINE || code === RETURN || Number.isNaN(code);
  }

  private escapes(): boolean {
    const next = this.text.charCodeAt(this.at + 1);
    return next === SPACE || next === COMMA || next === EQUALS;
  }
}
