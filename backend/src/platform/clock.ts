import { Injectable } from '@nestjs/common';

/** The time, injectable so that tests can stop it. */
@Injectable()
export class Clock {
  now(): number {
    return Date.now();
  }

  date(): Date {
    return new Date(this.now());
  }
}
