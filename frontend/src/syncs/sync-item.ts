import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Sync } from '@quarterdeck/sdk/api/syncs';
import { injectNumberFormat } from '../ui/locale';
import { TimeAgo } from '../ui/time-ago';
import { isOpen, PROBLEM_TEXTS, RUN_TEXTS, RUN_TONES } from './sync-state';

let items = 0;

/** One stream of a connection: its switch, how its copy is, and what can be done with it. */
@Component({
  selector: 'qd-sync-item',
  imports: [TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './sync-item.css',
  templateUrl: './sync-item.html',
})
export class SyncItem {
  readonly sync = input.required<Sync>();
  readonly toggled = output<boolean>();
  readonly run = output();
  readonly stopped = output();
  readonly history = output();
  readonly resync = output();

  protected readonly id = `qd-sync-${String(++items)}`;
  protected readonly number = injectNumberFormat();
  private readonly percent = injectNumberFormat({ style: 'percent' });
  protected readonly open = computed(() => isOpen(this.sync()));
  protected readonly share = computed(() => {
    const progress = this.sync().run?.progress ?? null;
    return progress === null ? '' : this.percent().format(progress);
  });
  protected readonly texts = RUN_TEXTS;
  protected readonly tones = RUN_TONES;
  protected readonly problems = PROBLEM_TEXTS;

  protected toggle({ target }: Event): void {
    this.toggled.emit((target as HTMLInputElement).checked);
  }
}
