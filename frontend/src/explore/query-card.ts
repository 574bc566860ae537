import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { METRICS_SOURCE } from '@quarterdeck/sdk/api/queries';
import Eye from 'lucide/dist/esm/icons/eye.mjs';
import EyeOff from 'lucide/dist/esm/icons/eye-off.mjs';
import Play from 'lucide/dist/esm/icons/play.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { ofProblem } from '../dashboards/panel/failure-text';
import { QueryForm } from '../dashboards/edit/panel/query-form';
import { PanelFailure } from '../dashboards/panel/panel-failure';
import { injectMessages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { AnswerFacts } from './answer-facts';
import { ExploreStore, type Card } from './explore.store';

/** One of the queries of a question: its form, what came of it, and whether it is shown. */
@Component({
  selector: 'qd-query-card',
  imports: [AnswerFacts, Icon, PanelFailure, QueryForm, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown)': 'onKey($event)', '[class.hidden]': 'card().hidden' },
  styleUrl: './query-card.css',
  template: `
    <fieldset>
      <legend class="qd-spoken">{{ 'explore.query.name' | transloco: { letter: letter() } }}</legend>
      <div class="head">
        <span class="letter" aria-hidden="true">{{ letter() }}</span>
        @if (card().hidden) {
          <span class="note">{{ 'explore.query.isHidden' | transloco }}</span>
        }
        @if (card().asked) {
          <button
            type="button"
            class="qd-button quiet icon small"
            [attr.aria-pressed]="card().hidden"
            [attr.aria-label]="'explore.query.hide' | transloco: { letter: letter() }"
            [title]="(card().hidden ? 'explore.query.showTitle' : 'explore.query.hideTitle') | transloco"
            (click)="store.toggle(card().id)"
          >
            <qd-icon [of]="card().hidden ? icons.EyeOff : icons.Eye" [size]="14" />
          </button>
        }
        @if (removable()) {
          <button
            type="button"
            class="qd-button quiet icon small"
            [attr.aria-label]="'explore.query.remove' | transloco: { letter: letter() }"
            [title]="'explore.query.removeTitle' | transloco"
            (click)="store.remove(card().id)"
          >
            <qd-icon [of]="icons.Trash2" [size]="14" />
          </button>
        }
      </div>
      <qd-query-form
        [query]="card().draft"
        [plugins]="store.plugins() ?? []"
        [problem]="data().problem"
        (changed)="store.change(card().id, $event)"
        (run)="run()"
      />
      @if (failure(); as failure) {
        <qd-panel-failure [failure]="failure" (retried)="run()" />
      }
      <div class="foot">
        @if (isForeign()) {
          <button
            type="button"
            class="qd-button small run"
            [class.primary]="isChanged()"
            [disabled]="!isReady()"
            aria-keyshortcuts="Control+Enter"
            [title]="'explore.query.runKeys' | transloco"
            (click)="run()"
          >
            <qd-icon [of]="icons.Play" [size]="14" />
            {{ 'explore.query.run' | transloco }}
          </button>
          @if (card().asked && isChanged()) {
            <span class="note">{{ 'explore.query.changed' | transloco }}</span>
          }
        }
        @if (isShown() && data().frames; as frames) {
          <qd-answer-facts [frames]="frames" [time]="store.timeOf(card().id)" [zone]="store.zone()" />
        }
      </div>
    </fieldset>
  `,
})
export class QueryCard {
  readonly card = input.required<Card>();
  readonly letter = input.required<string>();
  readonly removable = input.required<boolean>();

  protected readonly store = inject(ExploreStore);
  private readonly messages = injectMessages();
  protected readonly icons = { Eye, EyeOff, Play, Trash2 };
  protected readonly data = computed(() => this.store.dataOf(this.card().id));
  protected readonly isShown = computed(() => this.card().asked !== null && !this.card().hidden);
  /** Others pay for the answer, so it is asked when the person says so. */
  protected readonly isForeign = computed(() => this.card().draft.source !== METRICS_SOURCE);
  protected readonly isReady = computed(() => this.store.isReady(this.card()));
  protected readonly isChanged = computed(
    () => JSON.stringify(this.card().draft) !== JSON.stringify(this.card().asked),
  );
  /** Where every query failed, the picture says so itself. */
  protected readonly failure = computed(() => {
    const { problem } = this.data();
    const isTold = this.store.data().problem !== null;
    return problem && this.isShown() && !isTold ? ofProblem(problem, this.messages) : null;
  });

  protected run(): void {
    this.store.run(this.card().id);
  }

  /** An editor for code takes the keys first. */
  protected onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    this.run();
  }
}
