import { TestBed } from '@angular/core/testing';
import { EnvironmentInjector, createEnvironmentInjector, runInInjectionContext } from '@angular/core';
import Star from 'lucide/dist/esm/icons/star.mjs';
import { Commands } from './commands';

const command = (id: string, here = false) => ({ id, text: id, icon: Star, here, run: () => undefined });

describe('the commands', () => {
  it('are offered as long as whoever offers them lives, those of the open page first', () => {
    const commands = TestBed.inject(Commands);
    const page = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    TestBed.runInInjectionContext(() => commands.offer(() => [command('a'), command('b')]));
    runInInjectionContext(page, () => commands.offer(() => [command('c', true)]));
    expect(commands.list().map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    page.destroy();
    expect(commands.list().map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
