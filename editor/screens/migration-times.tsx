/** What a plan says besides its steps: due times to be worked out anew, branches to be given up. */
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../api/migrations.ts';
import { useFormat } from '../display/format.ts';
import { Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import type { PlanDraft } from './migration-draft.ts';

interface MigrationTimesProps {
  suggestion: Suggestion;
  draft: PlanDraft;
}

/** Nothing where both versions have no time in common. */
export function MigrationTimes({ suggestion, draft }: MigrationTimesProps) {
  const { t } = useTranslation('migration');
  const name = useTimerName();
  if (suggestion.timers.length === 0) return null;
  const anew = Object.keys(draft.plan.timers).length;
  return (
    <Section title={t('timers.title')} count={suggestion.timers.length}>
      <details className="migration-times">
        <summary>{anew === 0 ? t('timers.kept') : t('timers.anew', { count: anew })}</summary>
        <p className="quiet">{t('timers.help')}</p>
        <ul className="migration-choices">
          {suggestion.timers.map((timer) => (
            <li key={timer.key}>
              <Checkbox
                checked={draft.plan.timers[timer.key] === 'recompute'}
                onChange={({ target }) => draft.setRecompute(timer.key, target.checked)}
              >
                {t('timers.recompute', { name: name(timer) })}
              </Checkbox>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

function useTimerName() {
  const { t } = useTranslation(['migration', 'display']);
  const say = useSay();
  const format = useFormat();
  return ({ step, limit }: Suggestion['timers'][number]) => {
    const place = step === null ? t('timers.case') : say(step.name);
    if (limit === null) return t('timers.wait', { step: place });
    return t('timers.limit', {
      step: place,
      layer: t(`display:layer.${limit.layer}`),
      value: format.number(limit.value),
      unit: t(`display:unit.${limit.unit}`, { count: limit.value }),
    });
  };
}

/** Nothing where no branch is gone. */
export function MigrationBranches({ suggestion, draft }: MigrationTimesProps) {
  const { t } = useTranslation('migration');
  const say = useSay();
  if (suggestion.branches.length === 0) return null;
  return (
    <Section title={t('branches.title')} count={suggestion.branches.length}>
      <p className="quiet">{t('branches.help')}</p>
      <ul className="migration-choices">
        {suggestion.branches.map(({ id, name }) => (
          <li key={id}>
            <Checkbox
              checked={draft.plan.withdraw?.includes(id) ?? false}
              onChange={({ target }) => draft.setWithdrawn(id, target.checked)}
            >
              {t('branches.withdraw', { branch: say(name) })}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Section>
  );
}
