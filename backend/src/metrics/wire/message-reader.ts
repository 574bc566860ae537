import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

const TYPES = [
  WireType.Varint,
  WireType.Bit64,
  WireType.LengthDelimited,
  WireType.StartGroup,
  WireType.EndGroup,
  WireType.Bit32,
];

/**
 * Reads protocol buffers field by field, without an object per message: there is a message per sample. Throws for bytes that
 * are none. Encoding: https://protobuf.dev/programming-guides/encoding.
 *
 * @example `for (let field = reader.next(end); field !== 0; field = reader.next(end)) …`
 */
export class MessageReader extends BinaryReader {
  private field = 0;
  private type = WireType.Varint;

  /** The number of the next field of the message that ends at `end`; 0 where there is none. */
  next(end: number): number {
    if (this.pos > end) throw new Error('A field is longer than its message.');
    if (this.pos === end) return 0;
    const tag = this.uint32();
    this.field = tag >>> 3;
    const type = TYPES[tag & 7];
    if (this.field === 0 || type === undefined) throw new Error('A field has no number or no type.');
    this.type = type;
    return this.field;
  }

  /** A message in this field: where it ends. */
  enter(): number {
    this.require(WireType.LengthDelimited);
    const end = this.uint32() + this.pos;
    if (end > this.len) throw new Error('A message is longer than what was sent.');
    return end;
  }

  text(): string {
    this.require(WireType.LengthDelimited);
    return this.string(true);
  }

  float64(): number {
    this.require(WireType.Bit64);
    if (this.pos + 8 > this.len) throw new Error('A number is cut off.');
    return this.double();
  }

  /** As a number: exact for every time that we take, and outside of their range for every other. */
  whole(): number {
    this.require(WireType.Varint);
    return Number(this.int64());
  }

  /** `repeated uint32`, which comes packed, one by one, or both. */
  numbers(into: number[], most: number): void {
    const end = this.type === WireType.Varint ? this.pos + 1 : this.enter();
    while (this.pos < end) if (into.push(this.uint32()) > most) throw new Error('A list is too long.');
  }

  /** For fields that are of no interest, newer ones among them. */
  pass(): void {
    this.skip(this.type, this.field);
  }

  private require(type: WireType): void {
    if (this.type !== type) throw new Error(`Field ${String(this.field)} is not of its type.`);
  }
}
