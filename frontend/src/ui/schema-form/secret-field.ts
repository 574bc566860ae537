import { ChangeDetectionStrategy, Component, computed, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../field';
import { FieldInputs } from './field-inputs';
import { ShownValue } from './shown-value';

/**
 * A secret. One that the server holds is shown as "configured" only: left alone it stays (undefined), typed anew it is
 * replaced (a text), taken away it is removed (null).
 */
@Component({
  selector: 'qd-schema-secret',
  imports: [Field, FieldInput, ShownValue, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
      min-height: calc(var(--control) + 4px);
    }
  `,
  template: `
    <qd-field
      #field
      [label]="label()"
      [help]="help()"
      [problem]="problem()"
      [aside]="isOptional() && !configured() ? ('ui.optional' | transloco) : ''"
    >
      @if (typing()) {
        <input
          qdInput
          type="password"
          autocomplete="new-password"
          [qdShown]="value()"
          (input)="type($event)"
          (blur)="touch()"
        />
        @if (configured()) {
          <div class="line">
            <button type="button" class="qd-button quiet small" (click)="keep()">
              {{ 'schemaForm.keepSecret' | transloco }}
            </button>
          </div>
        }
      } @else {
        <div class="line">
          @if (value() === null) {
            <span class="qd-state warn">{{ 'schemaForm.secretRemoved' | transloco }}</span>
            <button type="button" class="qd-button small" (click)="keep()">
              {{ 'schemaForm.keepSecret' | transloco }}
            </button>
          } @else {
            <span class="qd-state good">{{ 'schemaForm.configured' | transloco }}</span>
            <button
              type="button"
              [id]="field.id"
              class="qd-button small"
              [attr.aria-label]="'schemaForm.replaceLabel' | transloco: { name: label() }"
              (click)="replacing.set(true)"
            >
              {{ 'schemaForm.replace' | transloco }}
            </button>
            @if (!required()) {
              <button
                type="button"
                class="qd-button quiet small danger"
                [attr.aria-label]="'schemaForm.removeLabel' | transloco: { name: label() }"
                (click)="change(null)"
              >
                {{ 'schemaForm.removeSecret' | transloco }}
              </button>
            }
          }
        </div>
      }
    </qd-field>
  `,
})
export class SecretField extends FieldInputs {
  protected readonly configured = computed(() => this.problems.isConfigured(this.path()));
  protected readonly replacing = linkedSignal({ source: this.configured, computation: () => false });
  protected readonly typing = computed(
    () => this.value() !== null && (!this.configured() || this.replacing() || typeof this.value() === 'string'),
  );

  protected type({ target }: Event): void {
    this.change((target as HTMLInputElement).value || undefined);
  }

  protected keep(): void {
    this.replacing.set(false);
    this.change(undefined);
  }
}
