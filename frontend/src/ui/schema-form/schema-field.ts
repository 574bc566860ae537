import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ChoiceField } from './choice-field';
import { CodeField } from './code-field';
import { isReference } from '@quarterdeck/sdk/api/variable-values';
import { FieldInputs, type Edit } from './field-inputs';
import { FormVariables } from './form-variables';
import { initialValue } from './initial-value';
import { ListField } from './list-field';
import { replaced } from './list-moves';
import { NumberField } from './number-field';
import { OfferedField } from './offered-field';
import { RecordField } from './record-field';
import { alternatives, discriminator, inWords, kindOf, membersOf, plainNode, type SchemaNode } from './schema-node';
import { alternativeOf, pathInside } from './schema-problems';
import { SecretField } from './secret-field';
import { SwitchField } from './switch-field';
import { TextField } from './text-field';
import { VariableField } from './variable-field';

/** What a variable has: texts, numbers, words, and several of them. Queries in a language name variables themselves. */
const BINDABLE: readonly string[] = ['text', 'number', 'choice', 'switch', 'list', 'offered'];

/** The control for a schema of any kind; groups, lists and unions hold further ones. */
@Component({
  selector: 'qd-schema-field',
  imports: [
    ChoiceField,
    CodeField,
    ListField,
    NumberField,
    OfferedField,
    RecordField,
    SecretField,
    SwitchField,
    TextField,
    TranslocoPipe,
    VariableField,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './schema-field.css',
  templateUrl: './schema-field.html',
})
export class SchemaField extends FieldInputs {
  protected readonly plain = computed(() => plainNode(this.node()));
  protected readonly kind = computed(() => (isReference(this.value()) ? 'variable' : kindOf(this.plain())));
  private readonly variables = inject(FormVariables, { optional: true });
  /** The first variable, for a field that may hold one instead of its value. */
  protected readonly bindable = computed(() =>
    BINDABLE.includes(this.kind()) ? (this.variables?.offered()[0]?.name ?? null) : null,
  );
  protected readonly whole = computed(() => this.wholeOf(this.value()));

  /** The fields of a group, or of the chosen alternative of a union. */
  protected readonly members = computed(() => {
    const owner = this.kind() === 'union' ? alternativeOf(this.plain(), this.whole()) : this.plain();
    return membersOf(owner ?? {});
  });

  /** A union is chosen by its tag, as one chooses a word. */
  protected readonly tag = computed(() => {
    const name = discriminator(this.plain()) ?? '';
    const tags = alternatives(this.plain()).map(({ title, properties }) => {
      const value = properties?.[name]?.const;
      return { const: value, title: title ?? properties?.[name]?.title ?? inWords(String(value)) };
    });
    return { name, node: { oneOf: tags } satisfies SchemaNode };
  });

  protected bind(): void {
    this.problems.forget(this.path());
    this.change({ $variable: this.bindable() });
  }

  protected pathOf(name: string | number): string {
    return pathInside(this.path(), String(name));
  }

  protected setMember(name: string, edit: Edit): void {
    this.changed.emit((before) => {
      const { [name]: old, ...others } = this.wholeOf(before);
      const value = edit(old);
      const whole = value === undefined ? others : { ...this.wholeOf(before), [name]: value };
      return !this.required() && Object.keys(whole).length === 0 ? undefined : whole;
    });
  }

  protected setItem(at: number, edit: Edit): void {
    this.changed.emit((before) => {
      const list = (before ?? this.plain().default ?? []) as readonly unknown[];
      return replaced(list, at, edit(list[at]) ?? null);
    });
  }

  protected chooseAlternative(choice: Edit): void {
    const { name } = this.tag();
    const tag = choice(this.whole()[name]);
    const chosen = alternatives(this.plain()).find(({ properties }) => properties?.[name]?.const === tag);
    this.problems.forget(this.path());
    this.change(chosen ? initialValue(chosen) : undefined);
  }

  private wholeOf(value: unknown): Record<string, unknown> {
    return (value ?? this.plain().default ?? {}) as Record<string, unknown>;
  }
}
