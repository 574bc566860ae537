import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Rows3 from 'lucide/dist/esm/icons/rows-3.mjs';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { injectLocale } from '../ui/locale';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { StreamView } from './stream-view';
import { StreamsStore } from './streams.store';

/** The streams of records, or the one that the address names. */
@Component({
  selector: 'qd-records-page',
  imports: [EmptyState, ErrorNote, RouterLink, Skeleton, StreamView, TimeAgo, TranslocoPipe],
  providers: [StreamsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './records-page.css'],
  templateUrl: './records-page.html',
})
export class RecordsPage {
  /** Of the address: which stream is open. */
  readonly stream = input<string>();

  protected readonly store = inject(StreamsStore);
  protected readonly icons = { Rows3 };
  protected readonly failure = signal<unknown>(undefined);
  private readonly locale = injectLocale();

  constructor() {
    void this.store.load();
  }

  protected counted(rows: number): string {
    return new Intl.NumberFormat(this.locale()).format(rows);
  }

  protected async more(): Promise<void> {
    this.failure.set(undefined);
    try {
      await this.store.loadMore();
    } catch (error) {
      this.failure.set(error);
    }
  }
}
