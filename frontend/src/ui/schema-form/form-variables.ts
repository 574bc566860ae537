import type { Signal } from '@angular/core';

/** A variable that may stand in the place of a field's value. */
export interface FormVariable {
  readonly name: string;
  readonly label: string;
}

/**
 * Provided around a form whose fields may hold `{ "$variable": "name" }` instead of a value; where nobody provides it, no
 * field offers that.
 */
export abstract class FormVariables {
  abstract readonly offered: Signal<readonly FormVariable[]>;
}
