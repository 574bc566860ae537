import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, type TemplateRef } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { injectMessages } from '../../messages/messages';
import { Icon } from '../icon';
import { IconButton } from '../icon-button';
import { Toasts } from '../toasts';
import { FieldInputs } from './field-inputs';
import { injectFocusSoon } from './focus-soon';
import { initialValue } from './initial-value';
import { moved, without } from './list-moves';

/** Items that can be added, removed and moved. What an item looks like is the template's matter. */
@Component({
  selector: 'qd-schema-list',
  imports: [Icon, IconButton, NgTemplateOutlet, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './schema-field.css',
  template: `
    <fieldset class="plain">
      <legend>{{ label() }}</legend>
      @if (help()) {
        <p class="help">{{ help() }}</p>
      }
      @if (list().length > 0) {
        <ol>
          @for (value of list(); track $index) {
            <li [attr.aria-label]="label() + ' ' + ($index + 1)">
              <div class="item">
                <ng-container *ngTemplateOutlet="item(); context: { $implicit: $index, value }" />
              </div>
              <div class="moves">
                <button
                  [qdIconButton]="icons.ArrowUp"
                  small
                  class="up"
                  [label]="'schemaForm.moveUp' | transloco: { name: label(), number: $index + 1 }"
                  [disabled]="$first"
                  (click)="move($index, $index - 1, '.up')"
                ></button>
                <button
                  [qdIconButton]="icons.ArrowDown"
                  small
                  class="down"
                  [label]="'schemaForm.moveDown' | transloco: { name: label(), number: $index + 1 }"
                  [disabled]="$last"
                  (click)="move($index, $index + 1, '.down')"
                ></button>
                <button
                  [qdIconButton]="icons.X"
                  small
                  [label]="'schemaForm.removeRow' | transloco: { name: label(), number: $index + 1 }"
                  (click)="remove($index)"
                ></button>
              </div>
            </li>
          }
        </ol>
      }
      @if (problem()) {
        <p class="error">{{ problem() }}</p>
      }
      <button
        type="button"
        class="qd-button small add"
        [disabled]="full()"
        [attr.aria-invalid]="problem() ? true : null"
        [attr.aria-label]="'schemaForm.addLabel' | transloco: { name: label() }"
        (click)="add()"
      >
        <qd-icon [of]="icons.Plus" [size]="14" />
        {{ 'schemaForm.add' | transloco }}
      </button>
    </fieldset>
  `,
})
export class ListField extends FieldInputs {
  readonly item = input.required<TemplateRef<{ $implicit: number; value: unknown }>>();

  private readonly focusSoon = injectFocusSoon();
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { ArrowDown, ArrowUp, Plus, X };
  protected readonly list = computed(() => (this.shown() ?? []) as readonly unknown[]);
  protected readonly full = computed(() => this.list().length >= (this.node().maxItems ?? Infinity));

  protected add(): void {
    this.set((list) => [...list, initialValue(this.node().items ?? {}) ?? null]);
    this.focusSoon(':scope > fieldset > ol > li:last-child .item :is(input, select, textarea, button)', 0);
  }

  protected move(from: number, to: number, button: string): void {
    this.set((list) => moved(list, from, to));
    const values = { name: this.label(), number: to + 1, count: this.list().length };
    this.toasts.announce(this.messages('schemaForm.moved', values));
    this.focusSoon(`:scope > fieldset > ol > li:nth-child(${String(to + 1)}) > .moves > ${button}`, 0);
  }

  protected remove(at: number): void {
    this.set((list) => without(list, at));
    this.focusSoon(':scope > fieldset > .add', 0);
  }

  private set(edit: (list: readonly unknown[]) => readonly unknown[]): void {
    this.problems.forget(this.path());
    this.problems.change(this.path());
    this.changed.emit((before) => edit((before ?? this.node().default ?? []) as readonly unknown[]));
  }
}
