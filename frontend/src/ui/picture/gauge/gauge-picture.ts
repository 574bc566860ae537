import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame, GaugePicture as Gauge } from '@quarterdeck/sdk';
import { injectMessages } from '../../../messages/messages';
import { stateColour } from '../../palette';
import type { EarlierPicture } from '../chart/earlier';
import { injectSize } from '../element-size';
import { arcPath, bandsOf, gaugeShape, shareOf } from './gauge-shape';
import type { Scene } from '../scene';
import { PlaceMenu } from '../values/place-menu';
import { Unloaded } from '../../unloaded';
import { PlaceOpening } from '../values/place-opening';
import { StateMark } from '../state-mark';
import { sinceEarlier } from '../values/since';
import { shownValue } from '../values/value-place';
import { ValueText } from '../values/value-text';
import { writerOf } from '../values/writer';

/** The name's line, and the bands between it and the arc. */
const LABEL = 28;
/** Half the width of the mark of an earlier value, as a share of the scale. */
const MARK = 0.004;
const WIDE_RADIUS = 70;

/** One number between two others, as an arc, or as a bar where it is small; the sentence says the same to those who hear it. */
@Component({
  selector: 'qd-gauge-picture',
  imports: [PlaceMenu, StateMark, TranslocoPipe, Unloaded, ValueText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './gauge-picture.css',
  templateUrl: './gauge-picture.html',
})
export class GaugePicture {
  readonly picture = input.required<Gauge>();
  readonly frames = input.required<readonly Frame[]>();
  readonly scene = input.required<Scene>();
  /** The same number of an earlier time, where the reader compares. */
  readonly earlier = input<EarlierPicture<Gauge> | null>(null);

  protected readonly places = new PlaceOpening();
  private readonly messages = injectMessages();
  private readonly size = injectSize();
  protected readonly shown = computed(() => {
    const { value, column } = this.picture();
    return shownValue(value, column, this.frames(), this.scene());
  });
  private readonly writer = computed(() =>
    writerOf(this.picture().format ?? {}, this.shown().display, this.scene().locale),
  );
  protected readonly text = computed(() => this.writer().short(this.picture().value));
  protected readonly ends = computed(() => {
    const { short } = writerOf(this.picture().format ?? {}, undefined, this.scene().locale);
    return { min: short(this.picture().min), max: short(this.picture().max) };
  });
  protected readonly shape = computed(() => {
    const size = this.size();
    return size && gaugeShape(size, Boolean(this.picture().label), this.text());
  });
  /** The name stands on the arc, however high the panel is. */
  protected readonly labelTop = computed(() => {
    const { y, radius, stroke } = this.shape() ?? { y: 0, radius: 0, stroke: 0 };
    return Math.max(0, y - radius - stroke / 2 - LABEL);
  });
  private readonly share = computed(() => {
    const { value, min, max } = this.picture();
    return value === null ? null : shareOf(value, min, max);
  });
  protected readonly since = computed(() => {
    const earlier = this.earlier();
    return earlier && sinceEarlier(this.picture(), earlier.picture.value, earlier, this.scene(), this.writer());
  });
  /** Between narrow arms there is room for the change alone, and so there is beside a state. */
  protected readonly hasWords = computed(
    () => (this.shape()?.radius ?? 0) >= WIDE_RADIUS && !this.shown().reading.state,
  );
  /** Where on the scale of now the value of then stands; nowhere where it lies beyond. */
  protected readonly mark = computed(() => {
    const { min, max } = this.picture();
    const then = this.earlier()?.picture.value ?? null;
    return then === null || then < min || then > max ? null : shareOf(then, min, max);
  });
  protected readonly percent = computed(() => (this.share() ?? 0) * 100);
  protected readonly colour = computed(() => {
    const { state } = this.shown().reading;
    const { theme } = this.scene();
    return state ? stateColour(state, theme) : theme.accent;
  });
  protected readonly bands = computed(() => {
    const { min, max } = this.picture();
    return bandsOf(this.shown().display, min, max).map((band) => ({
      ...band,
      colour: stateColour(band.state, this.scene().theme),
    }));
  });
  protected readonly arcs = computed(() => {
    const [shape, share, mark] = [this.shape(), this.share(), this.mark()];
    if (shape?.kind !== 'arc') return null;
    const outside = shape.radius + shape.stroke / 2 + 4;
    return {
      track: arcPath(shape, shape.radius, 0, 1),
      value: share ? arcPath(shape, shape.radius, 0, share) : '',
      bands: this.bands().map(({ from, to, colour }) => ({ colour, path: arcPath(shape, outside, from, to) })),
      mark: mark === null ? '' : arcPath(shape, shape.radius, mark - MARK, mark + MARK),
      left: shape.x - shape.radius * Math.cos(Math.PI / 6),
      right: shape.x + shape.radius * Math.cos(Math.PI / 6),
      foot: shape.y + shape.radius / 2 + shape.stroke / 2 + 14,
    };
  });
  /** The arc leads where its number leads; the number is what the keyboard reaches. */
  protected press(event: MouseEvent): void {
    this.places.open({ links: this.shown().links, note: null, x: event.clientX, y: event.clientY }, event);
  }

  /** A number that no longer fits on the scale must say so itself. */
  protected readonly said = computed(() => {
    const { label = '', value, reason } = this.picture();
    const text =
      value === null
        ? (reason ?? this.text())
        : this.messages('display.gaugeScale', { value: this.text(), ...this.ends() });
    const since = this.since();
    const whole = since ? `${text}, ${[since.change, this.messages(since.text)].filter(Boolean).join(' ')}` : text;
    return label ? this.messages('ui.labelled', { label, text: whole }) : whole;
  });
}
