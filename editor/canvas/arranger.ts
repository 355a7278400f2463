/** The arranger of the editor: ELK in a worker of its own, loaded when it is first asked. */
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { Arrange } from './arrange.ts';

let made: Promise<Arrange> | undefined;

export const arrange: Arrange = async (document) => {
  made ??= makeArrange();
  return (await made)(document);
};

async function makeArrange(): Promise<Arrange> {
  const [{ default: Elk }, { arrangeWith }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('./arrange.ts'),
  ]);
  return arrangeWith(new Elk({ workerUrl }));
}
