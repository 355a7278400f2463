import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPack } from './pack-files.ts';

const name = { zh: '数据项', en: 'facts' };
const facts = (id: string) => JSON.stringify({ kind: 'facts', id, name, facts: {} });

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function put(file: string, content: string | Uint8Array) {
  const path = join(folder, file);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

describe('a pack', () => {
  it('is every JSON file below its folder, in the order of names', async () => {
    const files = [await put('b/two.json', facts('two')), await put('a.json', facts('one'))];
    await put('LICENSE.txt', 'words');
    await put('.hidden/three.json', facts('three'));
    const { pack, files: found, problems } = await loadPack(folder);
    expect(problems).toEqual([]);
    expect(pack.definitions.map(({ id }) => id)).toEqual(['one', 'two']);
    expect([...found.values()]).toEqual(files.toReversed());
  });

  it('leaves out what cannot be read, and says where', async () => {
    const good = await put('good.json', facts('good'));
    const wrong: [string, string, string | undefined][] = [
      [await put('broken.json', '{ "kind": "facts", '), 'not_json', undefined],
      [await put('bytes.json', Uint8Array.of(0x22, 0xff, 0x22)), 'file_unreadable', undefined],
      [await put('kind.json', '{ "kind": "poem" }'), 'unknown_kind', '/kind'],
      [
        await put('no-id.json', JSON.stringify({ kind: 'facts', name, facts: {} })),
        'schema',
        '/id',
      ],
      [await put('huge.json', ' '.repeat(2 ** 21 + 1)), 'too_large', undefined],
    ];
    const { files, problems } = await loadPack(folder);
    expect([...files.values()]).toEqual([good]);
    const found = problems.map(({ file, problem }) => [file, problem.code, problem.at]);
    expect(found).toHaveLength(wrong.length);
    expect(found).toEqual(expect.arrayContaining(wrong));
  });

  it('does not follow links, to files or to folders', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'secret.json'), facts('secret'));
    await symlink(join(outside, 'secret.json'), join(folder, 'file.json'));
    await symlink(outside, join(folder, 'folder'));
    const { files, problems } = await loadPack(folder);
    await rm(outside, { recursive: true });
    expect(files.size).toBe(0);
    expect(problems.map(({ problem }) => problem.code)).toEqual(['link_refused', 'link_refused']);
  });

  it('is not looked for at any depth', async () => {
    await put('1/2/3/4/5/6/7/deep.json', facts('deep'));
    await put('1/2/3/4/5/6/7/8/too-deep.json', facts('too_deep'));
    const { pack, problems } = await loadPack(folder);
    expect(pack.definitions.map(({ id }) => id)).toEqual(['deep']);
    expect(problems.map(({ problem }) => problem.code)).toEqual(['too_large']);
  });

  it('is a problem when there is no such folder', async () => {
    const { pack, problems } = await loadPack(join(folder, 'nowhere'));
    expect(pack.definitions).toEqual([]);
    expect(problems.map(({ problem }) => problem)).toEqual([
      { code: 'file_unreadable', details: { reason: 'ENOENT' }, level: 'error' },
    ]);
  });
});
