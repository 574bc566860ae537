import { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { optionsOf, optionsText, problemOf, variableOf, withVariable } from './variable-drafts';

const place = { x: 0, y: 0, w: 4, h: 4 };
const queries = [{ source: 'metrics' as const, input: { metric: 'm', labels: { borough: { $variable: 'area' } } } }];
const document = DashboardDocument.parse({
  title: 'In {{ area }}',
  variables: [{ kind: 'text', name: 'area' }],
  panels: [{ id: 'a', title: '{{area}} and {{other}}', widget: 'widget-stat@1', place, queries }],
});
const named = (name: string) => variableOf('text', { name, label: '', hidden: false });

describe('variables being written', () => {
  it('take everything with them that names them when they are renamed', () => {
    const { title, panels, variables } = withVariable(document, named('borough'), 'area');
    expect([title, panels[0]?.title, variables.map(({ name }) => name)]).toEqual([
      'In {{borough}}',
      '{{borough}} and {{other}}',
      ['borough'],
    ]);
    expect(panels[0]?.queries[0]?.input).toEqual({ metric: 'm', labels: { borough: { $variable: 'borough' } } });
  });

  it('say what is wrong before they are saved', () => {
    expect(problemOf(document, named('1st'), null)).toMatchObject({ isName: true });
    expect(problemOf(document, named('1st'), null)?.message).toContain('begins with a letter');
    expect(problemOf(document, named('area'), null)?.message).toContain('Two variables have the name “area”');
    expect(problemOf(document, named('second'), null)).toBeUndefined();
  });

  it('have lists of one value a line, with words where they are others', () => {
    const options = optionsOf('Bronx\n\nsi = Staten Island\na=b');
    expect(options).toEqual([{ value: 'Bronx' }, { value: 'si', label: 'Staten Island' }, { value: 'a=b' }]);
    expect(optionsOf(optionsText(options))).toEqual(options);
  });
});
