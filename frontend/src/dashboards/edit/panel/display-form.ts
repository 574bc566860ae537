import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  viewChildren,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PanelDisplay } from '@quarterdeck/sdk/api/display';
import { injectMessages } from '../../../messages/messages';
import { SchemaForm } from '../../../ui/schema-form/schema-form';
import { displayProblems } from './display-problems';
import { DISPLAY_PARTS, displaySchemas, type DisplayPart } from './display-schema';

/** How a panel's values are shown, whatever its widget: parts that open, each with how much is set in it. */
@Component({
  selector: 'qd-display-form',
  imports: [SchemaForm, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    details {
      border-top: 1px solid var(--line);
    }
    details:first-of-type {
      border-top: 0;
    }
    .qd-fold > summary {
      width: 100%;
      min-height: 40px;
      font-size: var(--text-13);
      font-weight: 600;
    }
    .count {
      margin-left: auto;
      color: var(--muted);
      font-size: var(--text-12);
      font-weight: 400;
    }
    qd-schema-form {
      padding: var(--space-4) 0 var(--space-16) 16px;
    }
  `,
  template: `
    @for (part of parts(); track part.name) {
      <details class="qd-fold" [attr.data-part]="part.name">
        <summary>
          {{ part.title }}
          @if (part.count > 0) {
            <span class="count">{{ 'display.set' | transloco: { count: part.count } }}</span>
          }
        </summary>
        <qd-schema-form
          [schema]="part.schema"
          [value]="part.value"
          [problems]="problems()"
          (valueChange)="set(part.name, $event)"
        />
      </details>
    }
  `,
})
export class DisplayForm {
  readonly display = input.required<PanelDisplay>();
  readonly changed = output<PanelDisplay>();

  private readonly messages = injectMessages();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly forms = viewChildren(SchemaForm);
  private readonly schemas = computed(() => displaySchemas(this.messages));
  protected readonly problems = computed(() => displayProblems(this.display(), this.messages));
  protected readonly parts = computed(() =>
    DISPLAY_PARTS.map((name) => ({
      name,
      title: this.titleOf(name),
      schema: { ...this.schemas()[name] },
      value: valueOf(this.display(), name),
      count: countOf(this.display(), name),
    })),
  );

  /** Called before the panel is put down: opens and names what is wrong, and answers whether all is well. */
  check(): boolean {
    const wrong = this.forms().findIndex((form) => !form.check());
    const isGood = wrong < 0 && this.problems().length === 0;
    if (!isGood) {
      for (const part of this.host.querySelectorAll<HTMLDetailsElement>('details:has([aria-invalid="true"])')) {
        part.open = true;
      }
      this.forms().at(Math.max(0, wrong))?.focusFirstProblem();
    }
    return isGood;
  }

  protected set(part: DisplayPart, value: Readonly<Record<string, unknown>>): void {
    const own = part === 'numbers' ? Object.keys(this.schemas().numbers.properties ?? {}) : [part];
    const others = Object.fromEntries(Object.entries(this.display()).filter(([name]) => !own.includes(name)));
    this.changed.emit({ ...others, ...(part === 'thresholds' ? thresholdsOf(value) : withoutEmpty(value)) });
  }

  private titleOf(part: DisplayPart): string {
    const titles = {
      numbers: 'display.numbers.title',
      thresholds: 'display.thresholds.title',
      mappings: 'display.mappings.title',
      links: 'display.links.title',
      overrides: 'display.overrides.title',
    } as const;
    return this.messages(titles[part]);
  }
}

const thresholdsOf = (value: Readonly<Record<string, unknown>>): PanelDisplay =>
  Array.isArray(value.steps) && value.steps.length > 0 ? ({ thresholds: value } as PanelDisplay) : {};

/** What nobody filled in is not kept. */
const withoutEmpty = (value: Readonly<Record<string, unknown>>): PanelDisplay =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, one]) => one !== undefined && one !== '' && !(Array.isArray(one) && one.length === 0),
    ),
  );

function valueOf(display: PanelDisplay, part: DisplayPart): Readonly<Record<string, unknown>> {
  const { unit, decimals, min, max, thresholds, mappings, links, overrides } = display;
  const values = {
    numbers: { unit, decimals, min, max },
    thresholds: thresholds ?? {},
    mappings: { mappings },
    links: { links },
    overrides: { overrides },
  };
  return Object.fromEntries(Object.entries(values[part]).filter(([, value]) => value !== undefined));
}

function countOf(display: PanelDisplay, part: DisplayPart): number {
  if (part === 'numbers') return Object.keys(valueOf(display, part)).length;
  if (part === 'thresholds') return display.thresholds?.steps.length ?? 0;
  return display[part]?.length ?? 0;
}
