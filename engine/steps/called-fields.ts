/** How what calls say about the called flow is entered. */
import type { SectionField } from './field-spec.ts';

export const calledFields: readonly SectionField[] = [
  {
    field: 'flow',
    name: { zh: '被调用的流程', en: 'called flow' },
    section: 'work',
    input: { as: 'named', what: 'flow' },
  },
  {
    field: 'version',
    name: { zh: '版本', en: 'version' },
    section: 'work',
    help: {
      zh: '“最新”指开案时生效的版本；也可指定某个已发布的版本。',
      en: 'The latest is the one in force when the case is opened; or a released one.',
    },
    input: { as: 'version' },
  },
  {
    field: 'in',
    name: { zh: '传入的数据', en: 'facts handed over' },
    section: 'work',
    help: {
      zh: '被调用流程的开案数据项，各取自本流程的哪个数据项。',
      en: 'Facts of the called flow’s start, each from which fact of this flow.',
    },
    input: { as: 'map', keys: 'fact', known: true },
  },
];
