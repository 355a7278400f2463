/** The namespaces of words and the type of their keys: a key that is not there does not compile. */
import type access from './zh/access.json';
import type audit from './zh/audit.json';
import type cases from './zh/cases.json';
import type display from './zh/display.json';
import type findings from './zh/findings.json';
import type help from './zh/help.json';
import type scores from './zh/scores.json';
import type shell from './zh/shell.json';
import type tasks from './zh/tasks.json';

interface Words {
  access: typeof access;
  audit: typeof audit;
  cases: typeof cases;
  display: typeof display;
  findings: typeof findings;
  help: typeof help;
  scores: typeof scores;
  shell: typeof shell;
  tasks: typeof tasks;
}

export type Namespace = keyof Words;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    returnNull: false;
    resources: Words;
  }
}
