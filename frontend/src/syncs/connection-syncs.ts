import { ChangeDetectionStrategy, Component, computed, inject, input, type OnInit } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Sync } from '@quarterdeck/sdk/api/syncs';
import type { MessageKey } from '../messages/messages';
import { Dialogs } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { Skeleton } from '../ui/skeleton';
import { ConnectionSyncsStore } from './connection-syncs.store';
import { ResyncDialog, type ResyncAnswer } from './resync-dialog';
import { SyncHistory, type HistoryData } from './sync-history';
import { SyncItem } from './sync-item';

const INTERVALS: readonly (readonly [minutes: number, text: MessageKey])[] = [
  [5, 'syncs.every.five'],
  [15, 'syncs.every.quarter'],
  [60, 'syncs.every.hour'],
  [360, 'syncs.every.six'],
  [1440, 'syncs.every.day'],
];

/** The streams of a connection that can be copied: which are, how often, and how each is. */
@Component({
  selector: 'qd-connection-syncs',
  imports: [ErrorNote, Field, FieldInput, Skeleton, SyncItem, TranslocoPipe],
  providers: [ConnectionSyncsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './connection-syncs.css',
  templateUrl: './connection-syncs.html',
})
export class ConnectionSyncsSection implements OnInit {
  /** Of the connection. */
  readonly id = input.required<string>();

  protected readonly store = inject(ConnectionSyncsStore);
  private readonly dialogs = inject(Dialogs);
  protected readonly anyActive = computed(() => this.store.syncs()?.streams.some(({ active }) => active) ?? false);
  /** An interval that somebody chose over HTTP is among them too. */
  protected readonly intervals = computed(() => {
    const chosen = this.store.syncs()?.everyMinutes;
    const usual = INTERVALS.map(([minutes, text]) => ({ minutes, text }));
    if (chosen === undefined || usual.some(({ minutes }) => minutes === chosen)) return usual;
    const other = { minutes: chosen, text: 'syncs.every.minutes' as const };
    return [...usual, other].sort((a, b) => a.minutes - b.minutes);
  });

  ngOnInit(): void {
    void this.store.follow(this.id());
  }

  protected changeInterval(minutes: string): void {
    const paused = this.store.syncs()?.paused ?? false;
    void this.store.plan({ everyMinutes: Number(minutes), paused });
  }

  protected pause(paused: boolean): void {
    const everyMinutes = this.store.syncs()?.everyMinutes;
    if (everyMinutes !== undefined) void this.store.plan({ everyMinutes, paused });
  }

  protected async resync({ stream, title }: Sync): Promise<void> {
    const answer = await this.dialogs.open<ResyncAnswer>(ResyncDialog, title);
    if (answer) await this.store.resync(stream, answer.from);
  }

  protected async showHistory({ stream, title }: Sync): Promise<void> {
    const data: HistoryData = { title, load: () => this.store.runs(stream) };
    await this.dialogs.open(SyncHistory, data);
  }
}
