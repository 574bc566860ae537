import type { Origin } from '../platform/origin.js';

/** What a feature says about one of its events. */
export interface Told {
  readonly workspaceId: string;
  /** What it was done to. Without a name it is called as it was called before. */
  readonly subject: { readonly kind: string; readonly id: string; readonly name?: string };
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  /** Only where it was somebody else than who sent the request, such as at the door; null where nobody knows who. */
  readonly by?: Origin['actor'] | null;
}
