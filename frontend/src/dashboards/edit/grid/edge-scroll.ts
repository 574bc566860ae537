/** So near to the edge of the window it scrolls; the nearer, the faster. */
const EDGE = 72;
const FASTEST = 22;

/** Scrolls the page for as long as a held pointer rests near the upper or lower edge of the window. */
export class EdgeScroll {
  private frame = 0;

  constructor(
    private readonly pointerY: () => number,
    ended: AbortSignal,
  ) {
    ended.addEventListener('abort', () => {
      cancelAnimationFrame(this.frame);
    });
  }

  /** Called with each move of the pointer. */
  look(): void {
    if (this.frame === 0 && this.speed() !== 0) this.frame = requestAnimationFrame(this.step);
  }

  private readonly step = (): void => {
    const speed = this.speed();
    this.frame = speed === 0 ? 0 : requestAnimationFrame(this.step);
    if (speed !== 0) scrollBy(0, speed);
  };

  private speed(): number {
    const y = this.pointerY();
    const into = Math.max(EDGE - y, y - (innerHeight - EDGE), 0);
    const speed = Math.ceil((Math.min(into, EDGE) / EDGE) * FASTEST);
    return y < EDGE ? -speed : speed;
  }
}
