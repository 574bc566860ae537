const LONGEST_PREFIX = 80;

/** `Shop of Anna` and `orders` become `shop-of-anna.orders`, its twin `shop-of-anna.orders-2`. */
export function recordStreamName(connection: string, stream: string, twin: number): string {
  const words = connection
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^[^\p{L}]+|-+$/gu, '')
    .slice(0, LONGEST_PREFIX);
  return `${words === '' ? 'connection' : words}.${stream}${twin === 1 ? '' : `-${twin}`}`;
}
