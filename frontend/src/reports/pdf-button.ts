import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Comparison } from '@quarterdeck/sdk/api/comparison';
import type { Dashboard } from '@quarterdeck/sdk/api/dashboards';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import { resolveRange, type TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import Download from 'lucide/dist/esm/icons/download.mjs';
import ExternalLink from 'lucide/dist/esm/icons/external-link.mjs';
import FileText from 'lucide/dist/esm/icons/file-text.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { ErrorNote } from '../ui/error-note';
import { BELOW } from '../ui/below';
import { Icon } from '../ui/icon';
import { injectLocale } from '../ui/locale';
import { fileName } from './file-name';
import { ReportStore } from './report.store';
import { CdkConnectedOverlay } from '../ui/overlay-parts';
import { Unloaded } from '../ui/unloaded';

/** Prints the dashboard as it is now: says how far it is, can be cancelled, and hands over the PDF. */
@Component({
  selector: 'qd-pdf-button',
  imports: [CdkConnectedOverlay, ErrorNote, Icon, TranslocoPipe, Unloaded],
  providers: [ReportStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .card {
      display: grid;
      gap: var(--space-12);
      width: min(320px, calc(100vw - 16px));
      padding: var(--space-12) var(--space-16);
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow);
      font-size: var(--text-13);
    }
    .head {
      display: flex;
      align-items: center;
      justify-content: space-between;
      margin: -4px -8px -8px 0;
    }
    .note {
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
    progress {
      width: 100%;
      height: 4px;
      appearance: none;
      border: 0;
      border-radius: 2px;
      background: var(--pressed);
      overflow: hidden;
    }
    progress::-webkit-progress-bar {
      background: transparent;
    }
    progress::-webkit-progress-value {
      background: var(--accent);
      transition: width var(--motion);
    }
    progress::-moz-progress-bar {
      background: var(--accent);
    }
  `,
  template: `
    <button
      #origin
      type="button"
      class="qd-button"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-label]="'report.print' | transloco"
      [title]="'report.print' | transloco"
      (click)="press()"
    >
      <qd-icon [of]="icons.FileText" [size]="14" />
      <span>{{ 'report.pdf' | transloco }}</span>
    </button>
    @defer (when isOpen(); prefetch on hover(origin)) {
      <ng-template
        cdkConnectedOverlay
        [cdkConnectedOverlayOrigin]="origin"
        [cdkConnectedOverlayPositions]="below"
        [cdkConnectedOverlayOpen]="isOpen()"
        [cdkConnectedOverlayPush]="true"
        (detach)="close()"
      >
        <div class="card" role="dialog" [attr.aria-label]="'report.print' | transloco">
          <div class="head">
            <h3>{{ heading() | transloco }}</h3>
            <button
              type="button"
              class="qd-button quiet icon small"
              [attr.aria-label]="'ui.close' | transloco"
              (click)="close()"
            >
              <qd-icon [of]="icons.X" [size]="14" />
            </button>
          </div>
          @if (store.isBusy()) {
            <progress
              max="1"
              [attr.aria-label]="heading() | transloco"
              [value]="store.report()?.progress ?? 0"
            ></progress>
            <p class="note">{{ 'report.frozen' | transloco }}</p>
            <div class="qd-actions end">
              <button type="button" class="qd-button small" (click)="cancel()">{{ 'ui.cancel' | transloco }}</button>
            </div>
          } @else if (store.failure() !== undefined) {
            <qd-error-note retryable [error]="store.failure()" (retried)="print()" />
          } @else if (store.address(); as address) {
            <div class="qd-actions">
              <a class="qd-button primary" [href]="address" [download]="file()">
                <qd-icon [of]="icons.Download" [size]="14" />{{ 'report.download' | transloco }}
              </a>
              <a class="qd-button" target="_blank" rel="noopener" [href]="address">
                <qd-icon [of]="icons.ExternalLink" [size]="14" />{{ 'report.open' | transloco }}
              </a>
            </div>
          } @else if (store.report(); as report) {
            <p>{{ report.problem ?? ('report.noReason' | transloco) }}</p>
            <div class="qd-actions end">
              <button type="button" class="qd-button small" (click)="print()">{{ 'ui.retry' | transloco }}</button>
            </div>
          }
          <p class="qd-spoken" role="status">{{ heading() | transloco }}</p>
        </div>
      </ng-template>
    } @error {
      <qd-unloaded />
    }
  `,
})
export class PdfButton {
  readonly dashboard = input.required<Dashboard>();
  readonly choice = input.required<TimeRangeChoice>();
  readonly timezone = input.required<string>();
  readonly variables = input<VariableChoices>({});
  readonly comparison = input<Comparison | null>(null);
  readonly knownAt = input<number | null>(null);

  protected readonly store = inject(ReportStore);
  private readonly locale = injectLocale();
  protected readonly below = BELOW;
  protected readonly icons = { Download, ExternalLink, FileText, X };
  protected readonly isOpen = signal(false);
  protected readonly file = computed(() => fileName(this.store.report()?.title ?? this.dashboard().document.title));
  protected readonly heading = computed(() => {
    if (this.store.isBusy()) return this.store.report()?.status === 'running' ? 'report.running' : 'report.queued';
    if (this.store.address() !== null) return 'report.ready';
    return this.store.report()?.status === 'cancelled' ? 'report.cancelled' : 'report.failed';
  });

  /** Called by its button, and by the page for the palette. */
  press(): void {
    if (this.isOpen()) return this.close();
    this.isOpen.set(true);
    this.print();
  }

  protected print(): void {
    const range = resolveRange(this.choice(), Date.now());
    const [comparison, knownAt] = [this.comparison(), this.knownAt()];
    void this.store.print({
      dashboardId: this.dashboard().id,
      range,
      timezone: this.timezone(),
      variables: this.variables(),
      locale: this.locale(),
      ...(comparison ? { comparison } : {}),
      ...(knownAt === null ? {} : { asKnownAt: new Date(knownAt).toISOString() }),
    });
  }

  protected cancel(): void {
    this.isOpen.set(false);
    void this.store.cancel();
  }

  /** Closing the card while the printer works is a way to say no. */
  protected close(): void {
    if (this.store.isBusy()) return this.cancel();
    this.isOpen.set(false);
    this.store.forget();
  }
}
