import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame } from '@quarterdeck/sdk';
import Info from 'lucide/dist/esm/icons/info.mjs';
import { injectMessages } from '../../messages/messages';
import { BELOW } from '../../ui/below';
import { Icon } from '../../ui/icon';
import { injectLocale } from '../../ui/locale';
import { RestatedLinks } from './restated-links';
import { provenanceOf } from './provenance';
import { CdkConnectedOverlay, CdkTrapFocus } from '../../ui/overlay-parts';
import { Unloaded } from '../../ui/unloaded';

/** Where the numbers of a panel come from, how fine they are and of when: on demand, beside the title. */
@Component({
  selector: 'qd-panel-details',
  imports: [CdkConnectedOverlay, CdkTrapFocus, Icon, RestatedLinks, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .card {
      display: grid;
      gap: var(--space-12);
      width: min(340px, calc(100vw - 16px));
      max-height: 60vh;
      padding: var(--space-12) var(--space-16);
      overflow: auto;
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow);
      font-size: var(--text-13);
      line-height: 18px;
    }
    .description {
      color: var(--ink);
      white-space: pre-line;
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 2px var(--space-16);
    }
    dl + dl {
      padding-top: var(--space-12);
      border-top: 1px solid var(--line);
    }
    dt {
      color: var(--muted);
    }
    dd {
      overflow-wrap: anywhere;
    }
    .warn {
      color: var(--warn);
    }
    .foot {
      color: var(--muted);
      font-size: var(--text-12);
    }
  `,
  template: `
    <button
      #origin
      type="button"
      class="qd-button quiet icon small qd-deed"
      aria-haspopup="dialog"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-label]="'panel.provenance.open' | transloco: { title: title() }"
      [title]="'panel.provenance.title' | transloco"
      (click)="isOpen.set(!isOpen())"
    >
      <qd-icon [of]="icons.Info" [size]="14" />
      <span class="word">{{ 'panel.provenance.title' | transloco }}</span>
    </button>
    @defer (when isOpen(); prefetch on hover(origin)) {
      <ng-template
        cdkConnectedOverlay
        cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
        [cdkConnectedOverlayOrigin]="origin"
        [cdkConnectedOverlayPositions]="below"
        [cdkConnectedOverlayOpen]="isOpen()"
        [cdkConnectedOverlayHasBackdrop]="true"
        [cdkConnectedOverlayPush]="true"
        (backdropClick)="isOpen.set(false)"
        (detach)="isOpen.set(false)"
      >
        <div
          class="card"
          role="dialog"
          tabindex="-1"
          cdkTrapFocus
          cdkTrapFocusAutoCapture
          cdkFocusInitial
          [attr.aria-label]="'panel.provenance.title' | transloco"
        >
          @if (description()) {
            <p class="description">{{ description() }}</p>
          }
          @for (text of texts(); track $index) {
            <dl>
              <dt>{{ 'panel.provenance.source' | transloco }}</dt>
              <dd>{{ text.source }}</dd>
              <dt>{{ 'panel.provenance.resolution' | transloco }}</dt>
              <dd>{{ text.resolution }}</dd>
              <dt>{{ 'panel.provenance.asOf' | transloco }}</dt>
              <dd>{{ text.asOf }}</dd>
              <dt>{{ 'panel.provenance.rows' | transloco }}</dt>
              <dd>
                {{ text.rows }}
                @if (text.truncated) {
                  <span class="warn">{{ 'panel.truncated.text' | transloco }}</span>
                }
              </dd>
              @for (notice of text.notices; track $index) {
                <dt>
                  {{ (notice.level === 'warning' ? 'panel.provenance.warning' : 'panel.provenance.note') | transloco }}
                </dt>
                <dd [class.warn]="notice.level === 'warning'">{{ notice.text }}</dd>
              }
            </dl>
          }
          @if (more() > 0) {
            <p class="foot">{{ 'panel.provenance.more' | transloco: { count: more() } }}</p>
          }
          <qd-restated-links [frames]="frames()" />
          <p class="foot">{{ 'panel.provenance.drawnBy' | transloco: { widget: widget() } }}</p>
        </div>
      </ng-template>
    } @error {
      <qd-unloaded />
    }
  `,
})
export class PanelDetails {
  readonly title = input.required<string>();
  readonly description = input('');
  readonly frames = input.required<readonly Frame[]>();
  readonly zone = input.required<string>();
  /** `widget-stat 1.0.0`. */
  readonly widget = input.required<string>();

  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  protected readonly below = BELOW;
  protected readonly icons = { Info };
  protected readonly isOpen = signal(false);

  /** Frames of one query mostly say the same: said once. */
  private readonly distinct = computed(() => {
    const seen = new Map(
      this.frames().map((frame) => {
        const text = provenanceOf(frame, this.zone(), this.locale(), this.messages);
        return [JSON.stringify({ ...text, name: '', rows: '' }), text] as const;
      }),
    );
    return [...seen.values()];
  });
  protected readonly texts = computed(() => this.distinct().slice(0, SHOWN));
  protected readonly more = computed(() => Math.max(0, this.distinct().length - SHOWN));
}

const SHOWN = 4;
