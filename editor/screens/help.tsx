/** What the product's words mean and how its screens are used. */
import { useTranslation } from 'react-i18next';
import '../theme/help.css';
import { Facts, PageHead, Section } from '../display/page.tsx';
import { HelpVocabulary } from './help-vocabulary.tsx';

const roles = ['owner', 'auditor', 'supervisor', 'clerk', 'admin'] as const;
const limits = ['layers', 'days', 'clock', 'basis', 'colour'] as const;
const scores = ['sample', 'open', 'version'] as const;
const terms = ['flow', 'case', 'task', 'finding', 'change', 'indicator'] as const;
const keys = [
  ['Ctrl K', 'search'],
  ['↑ ↓', 'move'],
  ['Enter', 'open'],
  ['Esc', 'close'],
  ['Tab', 'next'],
] as const;

export function HelpScreen() {
  const { t } = useTranslation(['help', 'shell']);
  return (
    <div className="page page-narrow help">
      <PageHead title={t('title')} details={<span>{t('intro')}</span>} />
      <Section title={t('roles.title')}>
        <Facts items={roles.map((role) => [t(`shell:role.${role}`), t(`roles.${role}`)])} />
      </Section>
      <Section title={t('limits.title')}>
        <ul>
          {limits.map((key) => (
            <li key={key}>{t(`limits.${key}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('scores.title')}>
        <ul>
          {scores.map((key) => (
            <li key={key}>{t(`scores.${key}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('keys.title')}>
        <dl className="facts facts-1 keys">
          {keys.map(([key, what]) => (
            <div key={key} className="facts-item">
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`keys.${what}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('words.title')}>
        <Facts items={terms.map((term) => [t(`words.${term}.name`), t(`words.${term}.text`)])} />
      </Section>
      <HelpVocabulary />
    </div>
  );
}
