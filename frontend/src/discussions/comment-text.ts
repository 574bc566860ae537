import {
  ChangeDetectionStrategy,
  Component,
  effect,
  ElementRef,
  input,
  signal,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { injectMessages } from '../messages/messages';
import type { Person } from './mention-text';

/** The text of a comment. What reads Markdown is loaded with the first; where it does not come, the text stands as typed. */
@Component({
  selector: 'qd-comment-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  styleUrls: ['../ui/picture/text/text-picture.css'],
  styles: `
    qd-comment-text {
      display: block;
      overflow-wrap: anywhere;
    }
    qd-comment-text .qd-prose {
      height: auto;
    }
    .qd-mention {
      padding: 0 3px;
      border-radius: 4px;
      background: var(--chosen);
      font-weight: 500;
    }
  `,
  template: '<div #box class="qd-prose"></div>{{ plain() }}',
})
export class CommentText {
  readonly text = input.required<string>();
  readonly people = input.required<readonly Person[]>();

  protected readonly plain = signal('');
  private readonly box = viewChild.required<string, ElementRef<HTMLElement>>('box', { read: ElementRef });

  constructor() {
    const messages = injectMessages();
    effect((onCleanup) => {
      const [text, people, unknown] = [this.text(), this.people(), messages('discussions.somebody')];
      const box = this.box().nativeElement;
      let isCurrent = true;
      onCleanup(() => (isCurrent = false));
      import('./comment-markdown').then(
        ({ commentContent }) => {
          if (isCurrent) box.replaceChildren(commentContent(text, people, unknown));
        },
        () => {
          if (isCurrent) this.plain.set(text);
        },
      );
    });
  }
}
