import { reduced, type NumberField } from '@quarterdeck/sdk';
import type { Options } from './options.js';

/** Cells of a heatmap: the words across and down, and a value where there is one. */
export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly titles: { readonly x: string; readonly y: string };
  /** By row, then by column; NaN is an empty cell. */
  readonly values: readonly (readonly number[])[];
  /** The labels of each row, where the rows are series. */
  readonly labels?: readonly Readonly<Record<string, string>>[];
  /** When each column begins, where they are stretches of time; NaN where no clock shows that. */
  readonly times?: readonly number[];
  /** Whose unit and display the values have; a count has none. */
  readonly measure: NumberField | undefined;
  readonly note?: string;
}

/** Collects the values of each cell. */
export class Cells {
  private readonly all = new Map<number, number[]>();
  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  add(column: number, row: number, value: number): void {
    if (!Number.isFinite(value)) return;
    const place = row * this.width + column;
    const known = this.all.get(place);
    if (known) known.push(value);
    else this.all.set(place, [value]);
  }

  values(how: Options['reduce'] | 'count'): number[][] {
    return this.read((all) => (how === 'count' ? all.length : reduced(all, how)));
  }

  private read(one: (all: readonly number[]) => number): number[][] {
    return Array.from({ length: this.height }, (_, row) =>
      Array.from({ length: this.width }, (__, column) => {
        const all = this.all.get(row * this.width + column);
        return all ? one(all) : NaN;
      }),
    );
  }
}
