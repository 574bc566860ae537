import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal, type OnInit } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SyncRun } from '@quarterdeck/sdk/api/syncs';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { injectNumberFormat } from '../ui/locale';
import { TimeAgo } from '../ui/time-ago';
import { PROBLEM_TEXTS, RUN_TEXTS, RUN_TONES } from './sync-state';

export interface HistoryData {
  readonly title: string;
  readonly load: () => Promise<SyncRun[]>;
}

/** The latest runs of a stream, with what went wrong in words. */
@Component({
  selector: 'qd-sync-history',
  imports: [DialogFrame, ErrorNote, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    ol {
      display: grid;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-12) 0;
      border-top: 1px solid var(--line);
    }
    li:first-child {
      border-top: 0;
      padding-top: 0;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-4) var(--space-12);
    }
    p {
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <qd-dialog [heading]="'syncs.history.heading' | transloco: { title: data.title }">
      @if (failure(); as error) {
        <qd-error-note retryable [error]="error" (retried)="load()" />
      } @else if (runs(); as list) {
        <ol>
          @for (run of list; track run.id) {
            <li>
              <div class="line">
                <span class="qd-state" [class]="tones[run.status]">{{ texts[run.status] | transloco }}</span>
                <span class="qd-muted qd-small"><qd-time-ago [at]="run.startedAt ?? run.createdAt" /></span>
              </div>
              <p class="qd-small">
                {{
                  'syncs.rows' | transloco: { added: number().format(run.added), changed: number().format(run.changed) }
                }}
                @if (run.refused > 0) {
                  {{ 'syncs.refused' | transloco: { count: number().format(run.refused) } }}
                }
                @if (run.cause === 'resync') {
                  <span class="qd-muted">{{ 'syncs.history.resync' | transloco }}</span>
                }
              </p>
              @if (run.problem; as problem) {
                <p class="qd-small">
                  {{ problems[problem.kind] | transloco }} <span class="qd-muted">{{ problem.message }}</span>
                </p>
              }
            </li>
          } @empty {
            <li class="qd-muted">{{ 'syncs.history.empty' | transloco }}</li>
          }
        </ol>
      } @else {
        <p class="qd-muted" aria-busy="true">{{ 'ui.loading' | transloco }}</p>
      }
    </qd-dialog>
  `,
})
export class SyncHistory implements OnInit {
  protected readonly data = inject<HistoryData>(DIALOG_DATA);
  protected readonly runs = signal<readonly SyncRun[] | undefined>(undefined);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly number = injectNumberFormat();
  protected readonly texts = RUN_TEXTS;
  protected readonly tones = RUN_TONES;
  protected readonly problems = PROBLEM_TEXTS;

  ngOnInit(): void {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.failure.set(undefined);
    try {
      this.runs.set(await this.data.load());
    } catch (error) {
      this.failure.set(error);
    }
  }
}
