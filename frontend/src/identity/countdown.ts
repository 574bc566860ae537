import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';

/** Seconds until another try makes sense. Provided by the page that shows them, so it dies with it. */
@Injectable()
export class Countdown {
  private readonly left = signal(0);
  private timer: ReturnType<typeof setInterval> | undefined;

  readonly seconds = this.left.asReadonly();
  readonly running = computed(() => this.left() > 0);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearInterval(this.timer);
    });
  }

  /** Called when the server says how long to wait; nothing to wait for stops it. */
  start(milliseconds: number): void {
    clearInterval(this.timer);
    this.left.set(Math.ceil(milliseconds / 1000));
    if (milliseconds <= 0) return;
    this.timer = setInterval(() => {
      this.left.update((seconds) => seconds - 1);
      if (!this.running()) clearInterval(this.timer);
    }, 1000);
  }
}
