import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Mark } from '../ui/mark';

/** The page around the forms of those who are not aboard yet: night, a horizon, one lamp. */
@Component({
  selector: 'qd-entrance',
  imports: [Mark, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './entrance.css',
  templateUrl: './entrance.html',
})
export class Entrance {
  readonly heading = input.required<string>();
  readonly intro = input('');
}
