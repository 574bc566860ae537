import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../../messages/messages';
import { ChangeList } from './change-list';
import { History } from './history.store';

/** What the shown version is, what is different from another one, and the way back to it. */
@Component({
  selector: 'qd-revision-head',
  imports: [ChangeList, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    section {
      display: grid;
      gap: var(--space-12);
      margin-bottom: var(--space-12);
      padding: var(--space-12) var(--space-16);
      border-radius: var(--radius);
      background: color-mix(in srgb, var(--info) 10%, transparent);
      font-size: var(--text-13);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      justify-content: space-between;
      gap: var(--space-8) var(--space-16);
    }
    header > div {
      flex: 1 1 280px;
      max-width: 80ch;
    }
    h2 {
      font-size: var(--text-14);
    }
    label {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
      margin-bottom: var(--space-8);
      color: var(--muted);
    }
    select {
      width: auto;
      max-width: 100%;
    }
  `,
  template: `
    <section>
      <header>
        <div>
          <h2>{{ 'revisions.preview.label' | transloco: { version: version() } }}</h2>
          <p class="qd-muted">
            {{ (isNow() ? 'revisions.preview.now' : 'revisions.preview.old') | transloco }}
          </p>
        </div>
        @if (canRestore() && !isNow()) {
          <button type="button" class="qd-button primary" (click)="restored.emit()">
            {{ 'revisions.restore.action' | transloco }}
          </button>
        }
      </header>
      @if (others().length > 0) {
        <div>
          <label>
            {{ 'revisions.preview.compare' | transloco }}
            <select class="qd-input" [value]="history.comparedWith() ?? ''" (change)="compare($event)">
              @for (other of others(); track other.version) {
                <option [value]="other.version" [selected]="other.version === history.comparedWith()">
                  {{ other.text }}
                </option>
              }
            </select>
          </label>
          @if (history.changes(); as changes) {
            @if (changes.length > 0) {
              <qd-change-list [changes]="changes" />
            } @else {
              <p>{{ 'revisions.preview.none' | transloco }}</p>
            }
          }
        </div>
      } @else {
        <p>{{ 'revisions.preview.nothingBefore' | transloco }}</p>
      }
    </section>
  `,
})
export class RevisionHead {
  readonly version = input.required<number>();
  readonly canRestore = input.required<boolean>();
  readonly restored = output();

  protected readonly history = inject(History);
  private readonly messages = injectMessages();
  protected readonly isNow = computed(() => this.version() === this.history.newest());
  protected readonly others = computed(() =>
    (this.history.list() ?? [])
      .map(({ version }) => version)
      .filter((version) => version !== this.version())
      .map((version) => ({ version, text: this.textOf(version) })),
  );

  protected compare(event: Event): void {
    void this.history.compareWith(Number((event.target as HTMLSelectElement).value));
  }

  private textOf(version: number): string {
    if (version === this.version() - 1) return this.messages('revisions.preview.before', { version });
    if (version === this.history.newest()) return this.messages('revisions.preview.otherNow', { version });
    return this.messages('revisions.preview.other', { version });
  }
}
