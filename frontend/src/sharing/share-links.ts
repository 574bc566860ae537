import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ShareLink } from '@quarterdeck/sdk/api/sharing';
import Link from 'lucide/dist/esm/icons/link.mjs';
import { injectMessages } from '../messages/messages';
import { EmptyState } from '../ui/empty-state';
import { Now, TimeAgo } from '../ui/time-ago';
import { linkState } from './link-state';

const STATES = {
  active: { text: 'sharing.active', tone: 'good', when: 'sharing.ends' },
  expired: { text: 'sharing.expired', tone: '', when: 'sharing.ended' },
  revoked: { text: 'sharing.revoked', tone: 'bad', when: 'sharing.ended' },
} as const;

/** The links of a dashboard: whether each still works, and who used it last. Live ones first. */
@Component({
  selector: 'qd-share-links',
  imports: [EmptyState, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    ul {
      padding: 0;
      border-top: 1px solid var(--line);
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-12);
      min-height: 52px;
      padding: var(--space-8) 0;
      border-bottom: 1px solid var(--line);
      font-size: var(--text-13);
    }
    .text {
      min-width: 0;
    }
    .name {
      font-weight: 500;
      overflow-wrap: anywhere;
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-12);
      color: var(--muted);
      font-size: var(--text-12);
    }
  `,
  template: `
    @if (rows().length > 0) {
      <ul>
        @for (row of rows(); track row.link.id) {
          <li>
            <div class="text">
              <p class="name">{{ row.name }}</p>
              <p class="facts">
                <span class="qd-state" [class]="row.state.tone">{{ row.state.text | transloco }}</span>
                <span>{{ row.state.when | transloco }} <qd-time-ago [at]="row.at" /></span>
                @if (row.link.lastUsedAt; as used) {
                  <span>{{ 'sharing.usedAt' | transloco }} <qd-time-ago [at]="used" /></span>
                } @else {
                  <span>{{ 'sharing.neverUsed' | transloco }}</span>
                }
              </p>
            </div>
            @if (row.active) {
              <button
                type="button"
                class="qd-button quiet small danger"
                [attr.aria-label]="'sharing.revokeLabel' | transloco: { name: row.name }"
                (click)="revoked.emit(row.link)"
              >
                {{ 'sharing.revoke' | transloco }}
              </button>
            }
          </li>
        }
      </ul>
    } @else {
      <qd-empty-state
        [icon]="icons.Link"
        [heading]="'sharing.emptyHeading' | transloco"
        [text]="'sharing.empty' | transloco"
      />
    }
  `,
})
export class ShareLinks {
  readonly links = input.required<readonly ShareLink[]>();
  readonly revoked = output<ShareLink>();

  private readonly now = inject(Now).value;
  private readonly messages = injectMessages();
  protected readonly icons = { Link };

  protected readonly rows = computed(() => {
    const rows = this.links().map((link) => this.row(link));
    return [...rows.filter(({ active }) => active), ...rows.filter(({ active }) => !active)];
  });

  private row(link: ShareLink) {
    const state = linkState(link, this.now());
    const name = link.name || this.messages('sharing.unnamed');
    return { link, name, state: STATES[state], active: state === 'active', at: link.revokedAt ?? link.expiresAt };
  }
}
