import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import Monitor from 'lucide/dist/esm/icons/monitor.mjs';
import Moon from 'lucide/dist/esm/icons/moon.mjs';
import Sun from 'lucide/dist/esm/icons/sun.mjs';
import { injectMessages } from '../messages/messages';
import { Segments } from './segments';
import { ThemeService } from './theme';

/** Light, dark, or as the system says. */
@Component({
  selector: 'qd-theme-choice',
  imports: [Segments, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-segments
      [label]="'theme.title' | transloco"
      [options]="options()"
      [chosen]="theme.choice()"
      (choose)="theme.choose($event)"
    />
  `,
})
export class ThemeChoiceField {
  private readonly messages = injectMessages();
  protected readonly theme = inject(ThemeService);
  protected readonly options = computed(() => THEMES.map((one) => ({ ...one, text: this.messages(one.text) })));
}

export const THEMES = [
  { value: 'light', text: 'theme.light', icon: Sun },
  { value: 'dark', text: 'theme.dark', icon: Moon },
  { value: 'system', text: 'theme.system', icon: Monitor },
] as const;
