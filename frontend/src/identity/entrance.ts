import { afterNextRender, ChangeDetectionStrategy, Component, ElementRef, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LanguageChoice } from '../ui/language-choice';
import { Mark } from '../ui/mark';

/** The page around the forms of those who are not aboard yet: night, a horizon, one lamp. */
@Component({
  selector: 'qd-entrance',
  imports: [LanguageChoice, Mark, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './entrance.css',
  templateUrl: './entrance.html',
})
export class Entrance {
  readonly heading = input.required<string>();
  readonly intro = input('');

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // The first field takes the focus, except where that would push a keyboard over the page.
    afterNextRender(() => {
      if (!matchMedia('(pointer: coarse)').matches) host.querySelector<HTMLElement>('.qd-input')?.focus();
    });
  }
}
