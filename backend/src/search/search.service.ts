import { Injectable } from '@nestjs/common';
import { SearchKind, type SearchHit, type SearchQuery } from '@quarterdeck/sdk/api/search';
import type { Actor } from '../platform/actor.js';
import { rank, wordsOf } from './ranking.js';

/** What a feature found; its kind is known from its registration. */
export type Found = Omit<SearchHit, 'kind' | 'dashboardId' | 'at'> & Partial<Pick<SearchHit, 'dashboardId' | 'at'>>;
/** Finds what has all of these words (in small letters) and what the actor may see. At most {@link MOST_FOUND} of them. */
export type Finder = (actor: Actor, words: readonly string[]) => Promise<readonly Found[]>;

/** What a finder brings at most: more than anybody reads, enough to find the best among them. */
export const MOST_FOUND = 200;

/** For finders that look through a text themselves. */
export const hasWords = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.toLowerCase().includes(word));

/** Asks every feature that has something to find. It knows none of them: they register. */
@Injectable()
export class SearchService {
  private readonly finders = new Map<SearchKind, Finder>();

  /** Called once by each feature whose things can be found. */
  register(kind: SearchKind, finder: Finder): void {
    this.finders.set(kind, finder);
  }

  /** Called while somebody types. Of each kind the best `limit`, the kinds in their order. */
  async search(actor: Actor, { q, limit }: SearchQuery): Promise<SearchHit[]> {
    const words = wordsOf(q);
    const groups = await Promise.all(
      SearchKind.options.map(async (kind) => {
        const found = (await this.finders.get(kind)?.(actor, words)) ?? [];
        return best(found, words, limit).map((hit) => ({ dashboardId: null, at: null, ...hit, kind }));
      }),
    );
    return groups.flat();
  }
}

function best(found: readonly Found[], words: readonly string[], limit: number): Found[] {
  return found
    .map((hit, at) => ({ hit, at, rank: rank(hit.title, words) }))
    .sort((one, other) => one.rank - other.rank || one.at - other.at)
    .slice(0, limit)
    .map(({ hit }) => hit);
}
