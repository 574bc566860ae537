import { ChangeDetectionStrategy, Component, computed, input, output, viewChild } from '@angular/core';
import type { Frame } from '@quarterdeck/sdk';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import type { Transform } from '@quarterdeck/sdk/api/transforms';
import { injectMessages } from '../../../messages/messages';
import type { Offers } from '../../../ui/schema-form/form-offers';
import { SchemaForm } from '../../../ui/schema-form/schema-form';
import { transformSchema } from './transform-schema';
import { columnsAlong } from './transform-steps';

/** What is made of the answers before the widget draws them: steps that can be added, moved and taken away. */
@Component({
  selector: 'qd-transform-form',
  imports: [SchemaForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-schema-form
      [schema]="schema()"
      [value]="value()"
      [problems]="problems()"
      [offers]="offers()"
      (valueChange)="set($event)"
    />
  `,
})
export class TransformForm {
  /** As a person left them: some may not be whole yet. */
  readonly steps = input.required<readonly unknown[]>();
  /** What the queries answered, before any step. */
  readonly frames = input.required<readonly Frame[]>();
  readonly problem = input.required<PartialProblem | null>();
  readonly changed = output<readonly unknown[]>();

  private readonly messages = injectMessages();
  private readonly form = viewChild.required(SchemaForm);
  protected readonly schema = computed(() => ({ ...transformSchema(this.messages) }));
  protected readonly value = computed(() => ({ transforms: this.steps() }));
  protected readonly problems = computed(() => {
    const { field = '', detail = '' } = this.problem() ?? {};
    return field.startsWith('transforms.') ? [{ path: field, message: detail }] : [];
  });
  protected readonly offers = computed((): Offers => {
    const words = columnsAlong(this.frames(), this.steps()).map((value) => ({ value }));
    return { load: () => Promise.resolve(words), variables: [] };
  });

  /** Called before the panel is put down: names what is wrong, and answers whether all is well. */
  check(): boolean {
    return this.form().check();
  }

  protected set({ transforms }: Readonly<Record<string, unknown>>): void {
    this.changed.emit((transforms as readonly Transform[] | undefined) ?? []);
  }
}
