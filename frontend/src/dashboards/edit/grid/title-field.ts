import { afterNextRender, ChangeDetectionStrategy, Component, ElementRef, inject, input, output } from '@angular/core';

/** Types a title in its place: Enter and leaving keep it, Escape does not. */
@Component({
  selector: 'qd-title-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    input {
      width: 240px;
      max-width: 60vw;
      min-height: 32px;
    }
  `,
  template: `
    <input
      class="qd-input"
      autocomplete="off"
      [attr.aria-label]="label()"
      [attr.maxlength]="longest()"
      [value]="title()"
      (keydown.enter)="end($any($event.target).value)"
      (keydown.escape)="end(title())"
      (blur)="end($any($event.target).value)"
    />
  `,
})
export class TitleField {
  readonly title = input.required<string>();
  readonly label = input.required<string>();
  readonly longest = input.required<number>();
  readonly typed = output<string>();
  private isOver = false;

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      const field = host.querySelector('input');
      field?.focus();
      field?.select();
    });
  }

  /** Leaving follows upon each of the keys. */
  protected end(title: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.typed.emit(title);
  }
}
