import { convertToParamMap } from '@angular/router';
import { choicesIn, textsOf } from './address-choice';

describe('choices in the address', () => {
  it.each([[['Bronx', 'Queens']], [['']], [['$all']], [['$$x', '$']], [{ all: true as const }]])(
    'come back as they were: %j',
    (choice) => {
      expect(choicesIn(convertToParamMap({ 'var-borough': textsOf(choice) }))).toEqual({ borough: choice });
    },
  );

  it('are nothing else than variables', () => {
    const params = { from: 'now', 'var-': ['x'], 'var-a b': ['x'], 'var-__proto__': ['x'] };
    expect(choicesIn(convertToParamMap(params))).toEqual({});
  });
});
