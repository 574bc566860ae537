import {
  ChangeDetectionStrategy,
  Component,
  effect,
  ElementRef,
  inject,
  input,
  output,
  ViewEncapsulation,
} from '@angular/core';
import { fetchCode } from '../../missing-code';

/** A text in Markdown. What reads it is loaded with the first text. */
@Component({
  selector: 'qd-text-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  host: { class: 'qd-prose' },
  styleUrl: './text-picture.css',
  template: '',
})
export class TextPicture {
  readonly markdown = input.required<string>();
  readonly drawn = output();
  readonly failed = output<unknown>();

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    effect((onCleanup) => {
      const markdown = this.markdown();
      let isCurrent = true;
      onCleanup(() => (isCurrent = false));
      fetchCode(() => import('./markdown')).then(
        ({ markdownContent }) => {
          if (!isCurrent) return;
          host.replaceChildren(markdownContent(markdown));
          this.drawn.emit();
        },
        (error: unknown) => {
          this.failed.emit(error);
        },
      );
    });
  }
}
