import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { SearchHit } from '@quarterdeck/sdk/api/search';
import { DashboardsStore } from '../dashboards/dashboards.store';
import { Commands } from '../ui/commands';
import { LibraryStore } from './library.store';
import { commandGroups, hitGroups, type PaletteGroup } from './palette-entries';

const PAUSE_MS = 120;
const MOST = 6;
const MOST_AT_HAND = 6;

/** What the palette shows for what is typed. Provided by the palette, dies with it. */
@Injectable()
export class PaletteStore {
  private readonly library = inject(LibraryStore);
  private readonly dashboards = inject(DashboardsStore);
  private readonly commands = inject(Commands).list();
  private readonly found = signal<readonly SearchHit[]>([]);
  private readonly failed = signal<unknown>(undefined);
  private readonly asking = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private question = new AbortController();

  readonly typed = signal('');
  readonly busy = this.asking.asReadonly();
  readonly failure = this.failed.asReadonly();
  readonly groups = computed<PaletteGroup[]>(() => {
    const words = this.typed().trim();
    const commands = commandGroups(this.commands, words);
    return words === '' ? [...this.atHand(), ...commands] : [...hitGroups(this.found()), ...commands];
  });
  readonly entries = computed(() => this.groups().flatMap(({ entries }) => entries));

  constructor() {
    // Without them the palette only lacks what is at hand.
    void Promise.allSettled([this.library.load(), this.dashboards.load()]);
    effect(() => {
      const words = this.typed().trim();
      untracked(() => {
        this.lookFor(words);
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
  }

  isFavourite(id: string): boolean {
    return this.library.favourites().has(id);
  }

  /** Favourites, then what was opened lately. */
  private atHand(): PaletteGroup[] {
    const list = this.dashboards.list() ?? [];
    const recent = this.library.recents().map(({ id }) => id);
    const ids = [...new Set([...this.library.favourites(), ...recent])].slice(0, MOST_AT_HAND);
    const hits = ids.flatMap((id) => {
      const one = list.find((dashboard) => dashboard.id === id);
      return one ? { kind: 'dashboard' as const, id, title: one.title, context: '', dashboardId: null, at: null } : [];
    });
    return hitGroups(hits);
  }

  /** Asked once the words stay the same for a moment; until the answer is there, the last one stays. */
  private lookFor(words: string): void {
    this.stop();
    this.asking.set(words !== '');
    if (words === '') this.found.set([]);
    else this.timer = setTimeout(() => void this.ask(words), PAUSE_MS);
  }

  private async ask(words: string): Promise<void> {
    const { signal: ended } = (this.question = new AbortController());
    this.failed.set(undefined);
    try {
      const hits = await this.library.search(words, MOST, ended);
      if (!ended.aborted) this.found.set(hits);
    } catch (error) {
      if (ended.aborted) return;
      this.found.set([]);
      this.failed.set(error);
    }
    if (!ended.aborted) this.asking.set(false);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.question.abort();
  }
}
