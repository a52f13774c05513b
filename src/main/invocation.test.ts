import { describe, expect, it } from 'vitest';
import { argumentPath, argumentsAfterApp, parseInvocation, userFolder } from './invocation';

function parse(line: string): unknown {
  const parsed = parseInvocation(line.split(' ').filter((word) => word !== ''));
  return parsed.ok ? parsed.value : parsed.code;
}

const command = (args: string[], json = false, archive: string | null = null): unknown => ({
  archive,
  mode: { kind: 'command', args, json },
});

describe('parseInvocation', () => {
  it.each([
    ['', { archive: null, mode: { kind: 'window' } }],
    ['--archive /a', { archive: '/a', mode: { kind: 'window' } }],
    [
      '--no-sandbox --user-data-dir=/p --remote-debugging-port=0 --inspect=0',
      { archive: null, mode: { kind: 'window' } },
    ],
    ['--version', { archive: null, mode: { kind: 'version' } }],
    ['--help', command(['help'])],
    ['-h', command(['help'])],
    ['list --json', command(['list'], true)],
    ['--json list', command(['list'], true)],
    ['--archive /a list', command(['list'], false, '/a')],
    ['list --archive /a --json', command(['list'], true, '/a')],
    ['list --archive=/a', command(['list'], false, '/a')],
    ['--no-sandbox --archive /a search x --limit 3', command(['search', 'x', '--limit', '3'], false, '/a')],
    ['search --help', command(['search', '--help'])],
    ['search --no-sandbox', command(['search', '--no-sandbox'])],
    ['--json search -- --archive --json', command(['search', '--', '--archive', '--json'], true)],
    ['--no-sandbox -- list', command(['list'])],
  ])('reads "%s"', (line, expected) => {
    expect(parse(line)).toEqual(expected);
  });

  it.each([
    ['--archive', 'usage/archive'],
    ['--archive --json list', 'usage/archive'],
    ['--archive=', 'usage/archive'],
    ['list --archive', 'usage/archive'],
    ['--json', 'usage/command'],
  ])('refuses "%s"', (line, code) => {
    expect(parse(line)).toBe(code);
  });
});

describe('argumentsAfterApp', () => {
  const isApp = (argument: string): boolean => argument === '.';

  it('drops the executable of an installed app', () => {
    expect(argumentsAfterApp(['/usr/bin/commonplace', 'list', '.'], true, isApp)).toEqual(['list', '.']);
  });

  it('drops the runtime, its switches and the app of a checkout', () => {
    const argv = ['electron', '--no-sandbox', '-r', '/loader.js', '.', 'import', '.'];
    expect(argumentsAfterApp(argv, false, isApp)).toEqual(['import', '.']);
  });
});

describe('userFolder', () => {
  const env = { INIT_CWD: '/home/me/notes', npm_package_json: '/src/commonplace/package.json' };

  it('is where the user ran npm, when npm moved to the package', () => {
    expect(userFolder(env, '/src/commonplace')).toBe('/home/me/notes');
  });

  it.each([
    ['a variable left over from another npm', env, '/home/me/else'],
    ['no npm', {}, '/src/commonplace'],
  ])('is the current folder with %s', (_name, variables, cwd) => {
    expect(userFolder(variables, cwd)).toBe(cwd);
  });
});

describe('argumentPath', () => {
  const args = ['export', '--out', 'a.csv', '--out=b.csv', '/c.csv', ''];

  it.each([
    [2, '/home/me/a.csv'],
    [3, '/home/me/b.csv'],
    [4, '/c.csv'],
    [5, null],
    [6, null],
  ])('argument %i', (index, path) => {
    expect(argumentPath(args, index, '/home/me')).toBe(path);
  });
});
