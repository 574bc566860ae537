interface Kept<V> {
  readonly value: V;
  readonly bytes: number;
}
interface Shelf<V> {
  readonly entries: Map<string, Kept<V>>;
  bytes: number;
}

/**
 * Keeps what was asked last, within a number of bytes. Where they are used up, the owner who holds the most gives away what it has
 * not asked for the longest: a busy workspace never drives out the others.
 */
export class FairCache<V> {
  private readonly shelves = new Map<string, Shelf<V>>();
  private total = 0;

  constructor(private readonly mostBytes: number) {}

  get bytes(): number {
    return this.total;
  }

  get(owner: string, key: string): V | undefined {
    const entries = this.shelves.get(owner)?.entries;
    const kept = entries?.get(key);
    if (!entries || !kept) return undefined;
    entries.delete(key);
    entries.set(key, kept);
    return kept.value;
  }

  set(owner: string, key: string, value: V, bytes: number): void {
    this.delete(owner, key);
    if (bytes > this.mostBytes / 4) return;
    const shelf = this.shelves.get(owner) ?? { entries: new Map<string, Kept<V>>(), bytes: 0 };
    this.shelves.set(owner, shelf);
    shelf.entries.set(key, { value, bytes });
    shelf.bytes += bytes;
    this.total += bytes;
    while (this.total > this.mostBytes) this.dropOldest();
  }

  delete(owner: string, key: string): void {
    const shelf = this.shelves.get(owner);
    const kept = shelf?.entries.get(key);
    if (!shelf || !kept) return;
    shelf.entries.delete(key);
    shelf.bytes -= kept.bytes;
    this.total -= kept.bytes;
    if (shelf.entries.size === 0) this.shelves.delete(owner);
  }

  clear(): void {
    this.shelves.clear();
    this.total = 0;
  }

  private dropOldest(): void {
    let fullest = '';
    let most = -1;
    for (const [owner, { bytes }] of this.shelves) if (bytes > most) [fullest, most] = [owner, bytes];
    const [oldest] = this.shelves.get(fullest)?.entries.keys() ?? [];
    if (oldest === undefined) this.clear();
    else this.delete(fullest, oldest);
  }
}
