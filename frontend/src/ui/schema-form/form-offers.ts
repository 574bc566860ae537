import { Injectable, signal } from '@angular/core';
import type { Word } from '../code/completions';

export interface Offers {
  /** What there is to choose from under a name that the schema gives. Throws where it cannot be had. */
  readonly load: (name: string) => Promise<readonly Word[]>;
  /** The variables that a text may name. */
  readonly variables: readonly string[];
}

/** What the fields of one form can ask of whoever shows it: words to complete, and to be run at once. */
@Injectable()
export class FormOffers {
  readonly offers = signal<Offers | null>(null);
  private run: () => void = () => undefined;

  /** Called once by the form. */
  follow(run: () => void): void {
    this.run = run;
  }

  /** Called by a field when the person wants an answer now. */
  runNow(): void {
    this.run();
  }
}
