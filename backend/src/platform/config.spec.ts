import { Config } from './config.js';

describe('the settings', () => {
  it('have a value for everything, relative folders under the project', () => {
    const config = Config.read({}, '/srv/quarterdeck');
    expect(config).toMatchObject({ port: 4400, host: '127.0.0.1', role: 'all', demo: true, databaseUrl: undefined });
    expect([config.dataDir, config.pluginDirs]).toEqual([
      '/srv/quarterdeck/.quarterdeck',
      ['/srv/quarterdeck/plugins'],
    ]);
  });

  it('treat an empty variable as one that is not set', () => {
    expect(Config.read({ QD_PORT: '', QD_DATABASE_URL: '' }, '/')).toMatchObject({
      port: 4400,
      databaseUrl: undefined,
    });
  });

  it('are refused all at once, each with its name', () => {
    const bad = { QD_PORT: 'many', QD_DEMO: 'perhaps', QD_DATABASE_URL: 'mysql://x', QD_OWNER_EMAIL: 'nobody' };
    expect(() => Config.read(bad, '/')).toThrow(/QD_PORT.*QD_DATABASE_URL.*QD_DEMO.*QD_OWNER_EMAIL/s);
  });

  it('want the owner whole', () => {
    expect(() => Config.read({ QD_OWNER_EMAIL: 'a@example.com' }, '/')).toThrow('must be set together');
  });

  it('want a database of its own for the roles that share one', () => {
    expect(() => Config.read({ QD_ROLE: 'worker' }, '/')).toThrow('set QD_DATABASE_URL');
    const shared = Config.read({ QD_ROLE: 'worker', QD_DATABASE_URL: 'postgres://localhost/x' }, '/');
    expect([shared.runsWeb, shared.runsJobs]).toEqual([false, true]);
  });
});
