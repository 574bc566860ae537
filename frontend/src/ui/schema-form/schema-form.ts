import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import type { Edit } from './field-inputs';
import { FormOffers, type Offers } from './form-offers';
import { FormProblems, type ToldProblem } from './form-problems';
import { SchemaField } from './schema-field';
import { membersOf, type SchemaNode } from './schema-node';
import { schemaProblems } from './schema-problems';

type Values = Readonly<Record<string, unknown>>;

/**
 * A form drawn from a plugin's JSON Schema, in one column. A plain value goes in, the whole value comes out on each change,
 * never the same object. What is wrong stands beside its field: own findings once the field was left or `check()` was
 * called, the server's `problems` at once.
 */
@Component({
  selector: 'qd-schema-form',
  imports: [NgTemplateOutlet, SchemaField, TranslocoPipe],
  providers: [FormOffers, FormProblems],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-16);
      min-width: 0;
    }
    summary {
      width: max-content;
      color: var(--muted);
      font-size: var(--text-13);
      font-weight: 500;
      cursor: pointer;
    }
    .advanced {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-16);
      margin-top: var(--space-16);
    }
  `,
  template: `
    @for (field of plain(); track field.name) {
      <ng-container [ngTemplateOutlet]="one" [ngTemplateOutletContext]="{ $implicit: field }" />
    }
    @if (advanced().length > 0) {
      <details [open]="isUnfolded()">
        <summary>{{ 'schemaForm.advanced' | transloco }}</summary>
        <div class="advanced">
          @for (field of advanced(); track field.name) {
            <ng-container [ngTemplateOutlet]="one" [ngTemplateOutletContext]="{ $implicit: field }" />
          }
        </div>
      </details>
    }
    <ng-template #one let-field>
      <qd-schema-field
        [node]="field.node"
        [label]="field.label"
        [path]="field.name"
        [value]="current()[field.name]"
        [required]="field.required"
        (changed)="set(field.name, $event)"
      />
    </ng-template>
  `,
})
export class SchemaForm {
  readonly schema = input.required<NonNullable<Plugin['config']>>();
  readonly value = input<Values>({});
  /** Sentences of the server, by the path of the field: `columns.0.name`. */
  readonly problems = input<readonly ToldProblem[]>([]);
  /** The paths of secrets that the server holds. */
  readonly secretsConfigured = input<readonly string[]>([]);
  /** What the service behind the form offers to choose from and to complete. */
  readonly offers = input<Offers | null>(null);
  readonly valueChange = output<Values>();
  /** The person wants an answer now, such as by Ctrl+Enter in a code field. */
  readonly run = output();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private readonly known = inject(FormProblems);
  protected readonly current = linkedSignal(() => this.value());

  /** What it was opened with: a field that is being emptied must not vanish under the fingers. */
  private readonly begun = linkedSignal({ source: this.schema, computation: () => untracked(this.value) });

  protected readonly fields = computed(() =>
    membersOf(this.schema() as SchemaNode).filter(
      ({ name, node }) => !node.deprecated || (this.begun()[name] ?? node.default) !== node.default,
    ),
  );

  protected readonly plain = computed(() => this.fields().filter(({ node }) => !node.advanced));
  protected readonly advanced = computed(() => this.fields().filter(({ node }) => node.advanced));
  /** Open where somebody set something there, and where something there is wrong. */
  protected readonly isUnfolded = computed(() =>
    this.advanced().some(
      ({ name, node }) => (this.begun()[name] ?? node.default) !== node.default || this.known.isSaidIn(name),
    ),
  );

  constructor() {
    const surroundings = inject(FormOffers);
    surroundings.follow(() => {
      this.run.emit();
    });
    effect(() => {
      surroundings.offers.set(this.offers());
    });
    this.known.follow({
      own: computed(() => schemaProblems(this.schema() as SchemaNode, this.current(), this.secretsConfigured())),
      told: this.problems,
      configured: this.secretsConfigured,
    });
  }

  /** Called before the value is sent: says everything that is wrong, takes the focus there, and answers whether all is well. */
  check(): boolean {
    this.known.reveal();
    if (!this.known.hasOwn()) return true;
    afterNextRender(
      () => {
        this.focusFirstProblem();
      },
      { injector: this.injector },
    );
    return false;
  }

  /** Called after the server refused the value with `problems`. */
  focusFirstProblem(): void {
    this.host.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  protected set(name: string, edit: Edit): void {
    const { [name]: before, ...others } = this.current();
    const value = edit(before);
    const whole = value === undefined ? others : { ...this.current(), [name]: value };
    this.current.set(whole);
    this.valueChange.emit(whole);
  }
}
