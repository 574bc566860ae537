import { computed, Directive, inject, input, output } from '@angular/core';
import { FormProblems } from './form-problems';
import type { SchemaNode } from './schema-node';

/**
 * A change of a value, made of what the form holds when it arrives: two can come before the page has followed the first,
 * and what a field was shown is old by then. Undefined takes the field out.
 */
export type Edit = (before: unknown) => unknown;

/** What every field of a schema form is given and tells. */
@Directive()
export abstract class FieldInputs {
  readonly node = input.required<SchemaNode>();
  readonly label = input.required<string>();
  readonly path = input.required<string>();
  readonly value = input.required<unknown>();
  readonly required = input(false);
  /** An item of a list: its place says what it is. */
  readonly listed = input(false);
  readonly changed = output<Edit>();

  protected readonly problems = inject(FormProblems);
  protected readonly help = computed(() => this.node().description ?? '');
  protected readonly problem = computed(() => this.problems.at(this.path()));
  protected readonly shown = computed(() => this.value() ?? this.node().default);
  protected readonly isOptional = computed(() => !this.required() && this.node().default === undefined);

  protected touch(): void {
    this.problems.touch(this.path());
  }

  protected change(value: unknown): void {
    this.problems.change(this.path());
    const told = value === undefined && this.node().nullable ? null : value;
    this.changed.emit(() => told);
  }
}
