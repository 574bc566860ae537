import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { KNOWN_UNITS, unitFrom, unitName } from '../ui/unit-text';
import type { MetricsStore } from './metrics.store';

const LONGEST_UNIT = 40;
const LONGEST_DESCRIPTION = 1000;

/** What is said of a metric besides its points: its unit and what it is about. */
@Component({
  selector: 'qd-metric-dialog',
  imports: [DialogFrame, ErrorNote, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form [formRoot]="form">
      <qd-dialog [heading]="'metrics.change.heading' | transloco: { name: metric.name }">
        <qd-field
          [label]="'metrics.unit' | transloco"
          [aside]="'ui.optional' | transloco"
          [help]="'metrics.change.unitHelp' | transloco"
        >
          <input qdInput autocomplete="off" list="qd-metric-units" [formField]="form.unit" />
        </qd-field>
        <datalist id="qd-metric-units">
          @for (unit of units; track unit) {
            <option [value]="unit"></option>
          }
        </datalist>
        <qd-field [label]="'metrics.change.about' | transloco" [aside]="'ui.optional' | transloco">
          <textarea qdInput rows="3" [formField]="form.description"></textarea>
        </qd-field>
        @if (failure(); as error) {
          <qd-error-note [error]="error" />
        }
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button primary" [disabled]="form().submitting()">
            {{ 'metrics.change.submit' | transloco }}
          </button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class MetricDialog {
  private readonly data = inject<{ metric: Metric; store: MetricsStore }>(DIALOG_DATA);
  private readonly messages = injectMessages();
  protected readonly ref = inject(DialogRef);
  protected readonly metric = this.data.metric;
  protected readonly units = KNOWN_UNITS.map(unitName);
  protected readonly failure = signal<unknown>(undefined);
  private readonly wanted = signal({ unit: unitName(this.metric.unit), description: this.metric.description });
  protected readonly form = form(
    this.wanted,
    (path) => {
      const message = () => this.messages('metrics.change.tooLong');
      maxLength(path.unit, LONGEST_UNIT, { message });
      maxLength(path.description, LONGEST_DESCRIPTION, { message });
    },
    { submission: submission(() => this.save(), this.failure) },
  );

  private async save(): Promise<void> {
    const { unit, description } = this.wanted();
    // What was not touched stays as it is written, also where we would write it otherwise.
    const same = unit === unitName(this.metric.unit);
    await this.data.store.describe(this.metric.name, {
      unit: same ? this.metric.unit : unitFrom(unit),
      description: description.trim(),
    });
    this.ref.close(true);
  }
}
