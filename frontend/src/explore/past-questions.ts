import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { SourcesStore } from '../dashboards/edit/panel/sources.store';
import { TimeAgo } from '../ui/time-ago';
import { ExploreStore } from './explore.store';
import { QuestionHistory } from './question-history';
import { textOf } from './question-text';

/** The last questions of this person on this device: a press asks one again. */
@Component({
  selector: 'qd-past-questions',
  imports: [TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-12);
      margin-bottom: var(--space-4);
    }
    h2 {
      font-size: var(--text-13);
    }
    ul {
      margin: 0;
      padding: 0;
      border-radius: var(--radius);
      background: var(--surface);
      box-shadow: 0 0 0 1px var(--line);
      list-style: none;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    button.past {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: baseline;
      gap: var(--space-12);
      width: 100%;
      min-height: calc(var(--control) + 4px);
      padding: 6px var(--space-12);
      border: 0;
      background: transparent;
      color: var(--ink);
      font-size: var(--text-13);
      text-align: left;
      cursor: pointer;
    }
    button.past:hover {
      background: var(--hover);
    }
    .text {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .at {
      color: var(--muted);
      font-size: var(--text-12);
    }
  `,
  template: `
    @if (list().length > 0) {
      <header>
        <h2 id="qd-past-questions">{{ 'explore.history.title' | transloco }}</h2>
        <button type="button" class="qd-button quiet small" (click)="history.forget()">
          {{ 'explore.history.forget' | transloco }}
        </button>
      </header>
      <ul aria-labelledby="qd-past-questions">
        @for (past of list(); track past.key) {
          <li>
            <button type="button" class="past" [title]="past.text" (click)="store.askAgain(past.question)">
              <span class="text">{{ past.text }}</span>
              <qd-time-ago class="at" [at]="past.at" />
            </button>
          </li>
        }
      </ul>
    }
  `,
})
export class PastQuestions {
  protected readonly store = inject(ExploreStore);
  protected readonly history = inject(QuestionHistory);
  private readonly sources = inject(SourcesStore);
  protected readonly list = computed(() => {
    const connections = this.sources.connections() ?? [];
    return this.history.list().map(({ question, at }) => {
      const text = textOf(question, connections);
      return { question, at, text, key: at + text };
    });
  });
}
