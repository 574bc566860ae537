import { computed, DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { darkTheme, lightTheme } from './palette';

export type ThemeChoice = 'light' | 'dark' | 'system';
/** Read by public/first.js too. */
const STORED = 'quarterdeck.theme';

/** Which theme is shown: what the person chose on this device, else what the system says. */
@Injectable({ providedIn: 'root' })
export class ThemeService {
  private readonly window = inject(DOCUMENT).defaultView as Window;
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly system = this.window.matchMedia('(prefers-color-scheme: dark)');
  private readonly systemIsDark = signal(this.system.matches);
  private readonly chosen = signal<ThemeChoice>(this.recall());

  readonly choice = this.chosen.asReadonly();
  readonly dark = computed(() => (this.chosen() === 'system' ? this.systemIsDark() : this.chosen() === 'dark'));
  /** The colours to hand to `draw`. Pages that print use `lightTheme` instead. */
  readonly theme = computed(() => (this.dark() ? darkTheme : lightTheme));

  constructor() {
    this.system.addEventListener('change', ({ matches }) => {
      this.systemIsDark.set(matches);
    });
    effect(() => {
      const choice = this.chosen();
      if (choice === 'system') delete this.root.dataset.theme;
      else this.root.dataset.theme = choice;
    });
  }

  /** Called by the theme menu. Kept on this device only. */
  choose(choice: ThemeChoice): void {
    this.chosen.set(choice);
    this.window.localStorage.setItem(STORED, choice);
  }

  private recall(): ThemeChoice {
    const stored = this.window.localStorage.getItem(STORED);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  }
}
