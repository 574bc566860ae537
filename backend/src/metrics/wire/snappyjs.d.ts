declare module 'snappyjs' {
  /** Throws where the bytes are no Snappy block, or say that they unpack to more than `maxLength`. */
  export function uncompress(compressed: Buffer, maxLength?: number): Buffer;
  /** Only tests send. */
  export function compress(uncompressed: Buffer): Buffer;
}
