import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';

/** Which plugin a new connection is for: one of a few, each with what it does. */
@Component({
  selector: 'qd-plugin-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    fieldset {
      display: grid;
      gap: var(--space-8);
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: var(--space-4);
      padding: 0;
      font-size: var(--text-13);
      font-weight: 500;
    }
    label {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 0 var(--space-8);
      padding: var(--space-12);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      cursor: pointer;
    }
    label:has(:checked) {
      border-color: var(--accent);
      background: var(--chosen);
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
    input {
      width: 16px;
      height: 16px;
      margin: 2px 0 0;
      outline: none;
      accent-color: var(--accent);
    }
    strong {
      font-weight: 500;
    }
    small {
      grid-column: 2;
      color: var(--muted);
      font-size: var(--text-13);
    }
  `,
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      @for (plugin of plugins(); track plugin.id + plugin.version) {
        <label>
          <input type="radio" name="plugin" [checked]="plugin === chosen()" (change)="choose.emit(plugin)" />
          <strong>{{ plugin.title }}</strong>
          <small>{{ plugin.description }}</small>
        </label>
      }
    </fieldset>
  `,
})
export class PluginChoice {
  readonly label = input.required<string>();
  readonly plugins = input.required<readonly Plugin[]>();
  readonly chosen = input.required<Plugin | undefined>();
  readonly choose = output<Plugin>();
}
