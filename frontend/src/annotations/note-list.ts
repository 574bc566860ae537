import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { Icon } from '../ui/icon';
import { injectLocale } from '../ui/locale';
import { whenText } from '../ui/picture/values/moments';
import { plainMarkdown } from '../ui/picture/text/plain-markdown';

const LONGEST = 120;

/** The notes of a panel in the order of time: for the keyboard, for fingers, and for who reads rather than points. */
@Component({
  selector: 'qd-note-list',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-8);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-12);
    }
    h3 {
      outline: none;
      font-size: var(--text-14);
    }
    ul {
      display: grid;
      max-height: 44vh;
      margin: 0 calc(-1 * var(--space-8));
      padding: 0;
      overflow: auto;
      list-style: none;
    }
    .qd-menu-item {
      align-items: baseline;
      padding-block: 6px;
      line-height: 18px;
    }
    .dot {
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--colour);
    }
    .tags {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-4);
    }
    .tag {
      min-height: 24px;
      padding: 0 8px;
      border: 1px solid var(--line);
      border-radius: 999px;
      background: none;
      font-size: var(--text-12);
      cursor: pointer;
    }
    .tag[aria-pressed='true'] {
      border-color: var(--accent);
      background: var(--chosen);
    }
    .when,
    .empty {
      display: block;
      color: var(--muted);
      font-size: var(--text-12);
    }
    .text {
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <header>
      <h3 tabindex="-1" data-first>{{ 'annotations.title' | transloco }}</h3>
      @if (canWrite()) {
        <button type="button" class="qd-button small" (click)="added.emit()">
          <qd-icon [of]="icons.Plus" [size]="14" />
          {{ 'annotations.add' | transloco }}
        </button>
      }
    </header>
    @if (tags().length > 0) {
      <div class="tags" role="group" [attr.aria-label]="'annotations.filter' | transloco">
        @for (tag of tags(); track tag) {
          <button type="button" class="tag" [attr.aria-pressed]="tag === only()" (click)="choose(tag)">
            {{ tag }}
          </button>
        }
      </div>
    }
    <ul>
      @for (row of rows(); track row.id) {
        <li>
          <button type="button" class="qd-menu-item" [style.--colour]="row.colour" (click)="chosen.emit(row.id)">
            <span class="dot" aria-hidden="true"></span>
            <span class="text">
              <span class="when">{{ row.when }}</span>
              {{ row.text }}
            </span>
          </button>
        </li>
      }
    </ul>
    @if (rows().length === 0 && notes().length > 0) {
      <p class="empty">{{ 'annotations.filteredOut' | transloco }}</p>
    } @else if (rows().length === 0) {
      <p class="empty">{{ (canWrite() ? 'annotations.emptyWrite' : 'annotations.empty') | transloco }}</p>
    }
  `,
})
export class NoteList {
  readonly notes = input.required<readonly Annotation[]>();
  readonly zone = input.required<string>();
  readonly canWrite = input.required<boolean>();
  readonly chosen = output<string>();
  readonly added = output();

  private readonly locale = injectLocale();
  protected readonly icons = { Plus };
  protected readonly only = signal<string | null>(null);
  protected readonly tags = computed(() => [...new Set(this.notes().flatMap(({ tags }) => tags))].sort());
  private readonly shown = computed(() => {
    const only = this.only();
    return only === null ? this.notes() : this.notes().filter(({ tags }) => tags.includes(only));
  });
  protected readonly rows = computed(() =>
    this.shown().map(({ id, from, to, text, colour }) => {
      const time = { from: Date.parse(from), to: to === null ? null : Date.parse(to) };
      return {
        id,
        colour: `var(--${colour})`,
        when: whenText(time, this.zone(), this.locale()),
        text: plainMarkdown(text, LONGEST),
      };
    }),
  );

  /** The same tag again shows all. */
  protected choose(tag: string): void {
    this.only.update((only) => (only === tag ? null : tag));
  }
}
