import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Monitor, Moon, Sun } from 'lucide';
import { Icon } from './icon';
import { ThemeService } from './theme';

/** Light, dark, or as the system says. */
@Component({
  selector: 'qd-theme-choice',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    fieldset {
      display: flex;
      gap: 2px;
      width: fit-content;
      margin: 0;
      padding: 2px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--page);
    }
    label {
      display: flex;
      align-items: center;
      gap: 6px;
      min-height: calc(var(--control) - 6px);
      padding: 0 var(--space-12);
      border-radius: 4px;
      color: var(--muted);
      font-size: var(--text-13);
      cursor: pointer;
    }
    label:hover {
      color: var(--ink);
    }
    label:has(:checked) {
      background: var(--surface);
      box-shadow: 0 0 0 1px var(--line);
      color: var(--ink);
      font-weight: 500;
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
  `,
  template: `
    <fieldset>
      <legend class="qd-spoken">{{ 'theme.title' | transloco }}</legend>
      @for (option of options; track option.value) {
        <label>
          <input
            type="radio"
            name="theme"
            class="qd-spoken"
            [value]="option.value"
            [checked]="theme.choice() === option.value"
            (change)="theme.choose(option.value)"
          />
          <qd-icon [of]="option.icon" [size]="14" />
          {{ option.text | transloco }}
        </label>
      }
    </fieldset>
  `,
})
export class ThemeChoiceField {
  protected readonly theme = inject(ThemeService);
  protected readonly options = [
    { value: 'light', text: 'theme.light', icon: Sun },
    { value: 'dark', text: 'theme.dark', icon: Moon },
    { value: 'system', text: 'theme.system', icon: Monitor },
  ] as const;
}
