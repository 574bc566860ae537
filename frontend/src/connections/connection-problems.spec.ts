import { ApiError } from '../api/api-client';
import { connectionProblems } from './connection-problems';

const said = (key: string) => key;
const refusal = (...paths: string[]) =>
  new ApiError(422, {
    ...{
      type: 'about:blank',
      title: 'Problem',
      status: 422,
      code: 'connection.settings',
      detail: 'No.',
      requestId: 'r',
    },
    errors: paths.map((path) => ({ path, message: `About ${path}.` })),
  });

describe('what the server says about a connection', () => {
  it('stands beside the name, the settings and the secrets', () => {
    expect(connectionProblems(refusal('name', 'config.baseUrl', 'config.rows.0.at', 'secrets.token'), said)).toEqual({
      name: 'About name.',
      config: [
        { path: 'baseUrl', message: 'About config.baseUrl.' },
        { path: 'rows.0.at', message: 'About config.rows.0.at.' },
      ],
      secrets: [{ path: 'token', message: 'About secrets.token.' }],
      rest: undefined,
    });
  });

  it.each([refusal(), refusal('plugin'), refusal('name', 'plugin'), new Error('offline')])(
    'stands below the form where it names no field of it',
    (error) => {
      expect(connectionProblems(error, said).rest).toBe(error);
    },
  );
});
