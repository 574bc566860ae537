import { postgresSettings } from './postgres-settings.js';

const GIGABYTE = 1024 ** 3;

describe('the settings of the embedded database', () => {
  it('never takes more than 256 MB of shared memory, and less on a small machine', () => {
    expect(postgresSettings(64 * GIGABYTE, false)).toMatchObject({ shared_buffers: '256MB' });
    expect(postgresSettings(1 * GIGABYTE, false)).toMatchObject({ shared_buffers: '128MB' });
    expect(postgresSettings(0.1 * GIGABYTE, false)).toMatchObject({ shared_buffers: '32MB' });
  });

  it('keeps what was committed through a power cut, unless it is a throwaway', () => {
    expect(postgresSettings(GIGABYTE, false)).toMatchObject({ fsync: 'on', synchronous_commit: 'on' });
    expect(postgresSettings(GIGABYTE, true)).toMatchObject({ fsync: 'off', synchronous_commit: 'off' });
  });

  it('listens to this machine alone', () => {
    expect(postgresSettings(GIGABYTE, false)).toMatchObject({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    });
  });
});
