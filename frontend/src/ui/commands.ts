import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { IconNode } from 'lucide';

/** Something the palette offers. Texts are translated. */
export interface Command {
  /** Unique, `new-dashboard`. */
  readonly id: string;
  readonly text: string;
  readonly icon: IconNode;
  /** Further words by which it is found. */
  readonly words?: string;
  /** Of the page that is open: stands first. */
  readonly here?: boolean;
  run(): void;
}

/** What is offered now; asked each time the palette opens, so it may depend on anything. */
export type CommandSource = () => readonly Command[];

/** What can be done from the palette. Every feature offers its own commands here; the palette knows none of them. */
@Injectable({ providedIn: 'root' })
export class Commands {
  private readonly sources = signal<readonly CommandSource[]>([]);

  private readonly opener = signal<(() => void) | null>(null);
  readonly canOpen = computed(() => this.opener() !== null);

  /** Called in an injection context by whoever has commands to offer: they are offered as long as that lives. */
  offer(source: CommandSource): void {
    this.sources.update((sources) => [...sources, source]);
    inject(DestroyRef).onDestroy(() => {
      this.sources.update((sources) => sources.filter((one) => one !== source));
    });
  }

  /** Called once by the shell, which knows how the palette is opened. */
  openWith(open: () => void): void {
    this.opener.set(open);
    inject(DestroyRef).onDestroy(() => {
      this.opener.set(null);
    });
  }

  /** Called by buttons that open the palette; there are none while {@link canOpen} is false. */
  open(): void {
    this.opener()?.();
  }

  /** Called by the palette. */
  list(): Command[] {
    const all = this.sources().flatMap((source) => source());
    return [...all.filter(({ here }) => here), ...all.filter(({ here }) => !here)];
  }
}
