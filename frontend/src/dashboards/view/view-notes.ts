import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../../messages/messages';
import { injectLocale } from '../../ui/locale';
import { momentText, spanText } from '../../ui/picture/values/moments';
import { problemText } from '../../ui/problem-text';
import { DashboardView } from './dashboard-view.store';

/** What concerns the whole view: what it is compared with, that the server does not answer, or that the annotations are missing. */
@Component({
  selector: 'qd-view-notes',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-4) var(--space-12);
      margin-bottom: var(--space-8);
      padding: 6px var(--space-12);
      border-radius: var(--radius);
      background: color-mix(in srgb, var(--warn) 12%, transparent);
      font-size: var(--text-13);
    }
    .known {
      font-weight: 500;
    }
    .compared {
      flex-wrap: nowrap;
      gap: var(--space-8);
      margin-top: -4px;
      padding: 0;
      background: none;
      color: var(--muted);
    }
    svg {
      flex: none;
    }
    path {
      stroke: currentcolor;
      stroke-width: 2;
      stroke-dasharray: 4 3;
    }
  `,
  template: `
    @if (compared(); as earlier) {
      <p class="compared">
        <svg width="20" height="2" aria-hidden="true"><path d="M0 1H20" /></svg>
        <span>{{ 'compare.on' | transloco: { earlier } }}</span>
      </p>
    }
    @if (known(); as date) {
      <p class="known" role="status">
        <span>{{ 'timeRange.known.note' | transloco: { date } }}</span>
        <button type="button" class="qd-button small" (click)="view.address.showAsKnown(null)">
          {{ 'timeRange.known.today' | transloco }}
        </button>
      </p>
    }
    @if (outage(); as sentence) {
      <p role="status">
        {{ sentence }}
        <button type="button" class="qd-button small" (click)="retry()">{{ 'ui.retry' | transloco }}</button>
      </p>
    }
    @if (view.panels.annotationsFailure() !== undefined && !outage()) {
      <p role="status">{{ 'dashboards.noAnnotations' | transloco }}</p>
    }
  `,
})
export class ViewNotes {
  protected readonly view = inject(DashboardView);
  private readonly locale = injectLocale();
  private readonly messages = injectMessages();
  protected readonly outage = computed(() => {
    const error = this.view.panels.failure() ?? this.view.failure();
    return error === undefined ? '' : problemText(error, this.messages).sentence;
  });

  /** Which earlier time the dashed lines and the changes speak of, with its true dates. */
  protected readonly compared = computed(() => {
    const compared = this.view.panels.compared();
    return compared ? spanText(compared.window, this.view.zone(), this.locale()) : '';
  });

  /** As of when the numbers on screen were known, where that is not today. */
  protected readonly known = computed(() => {
    const at = this.view.address.knownAt();
    return at === null ? '' : momentText(at, this.view.zone(), this.locale());
  });

  /** The document could not be read again, or its numbers. */
  protected retry(): void {
    if (this.view.failure() === undefined) this.view.refresh();
    else void this.view.reopen();
  }
}
