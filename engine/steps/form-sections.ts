/** The sections of a properties form. */
import type { Localized } from '../problem.ts';

export interface FormSection {
  name: Localized;
  /** It is closed until somebody opens it. */
  folded?: true;
}

const sections = {
  basics: { name: { zh: '基本信息', en: 'Basics' } },
  work: { name: { zh: '办理', en: 'Work' } },
  form: { name: { zh: '表单', en: 'Form' } },
  limits: { name: { zh: '时限', en: 'Limits' } },
  audits: { name: { zh: '稽查规则', en: 'Audit rules' } },
  branches: { name: { zh: '分支', en: 'Branches' } },
  outcomes: { name: { zh: '办理结果', en: 'Outcomes' } },
  routes: { name: { zh: '流向', en: 'Routes' } },
} as const satisfies Record<string, FormSection>;

export type SectionId = keyof typeof sections;

export const formSections: Readonly<Record<SectionId, FormSection>> = sections;

/** In the order in which they are shown; one that no field stands in is not there. */
export const sectionIds = Object.keys(sections) as SectionId[];
