/** A pre-audit stood in the way: what it says, and the reason of a post that may let it pass. */
import { Alert, Button, Input } from 'antd';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/organisation.ts';
import type { ProblemWords } from '../api/refusal.ts';
import { session } from '../api/session.ts';
import { useSay } from '../words/say.ts';
import { growing } from '../display/growing.ts';

interface OverridesProps {
  problems: readonly ProblemWords[];
  isBusy: boolean;
  /** Rule -> reason, for all of them. */
  onGive: (reasons: Record<string, string>) => void;
}

export function Overrides({ problems, isBusy, onGive }: OverridesProps) {
  const { t } = useTranslation('tasks');
  const say = useSay();
  const names = useNames();
  const { data: user } = useSuspenseQuery(session);
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const mayPass = problems.every((one) => user?.posts.includes(postOf(one)) === true);
  const isComplete = problems.every((one) => (reasons[ruleOf(one)] ?? '').trim() !== '');
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="overrides"
      title={t('override.title')}
      description={
        <>
          <ul className="problems">
            {problems.map((one) => (
              <li key={ruleOf(one)}>
                {say(one.words)}
                {!mayPass && postOf(one) !== '' && (
                  <p className="quiet">
                    {t('override.notYours', { post: names.post(postOf(one)) })}
                  </p>
                )}
              </li>
            ))}
          </ul>
          {mayPass && <p>{t('override.help')}</p>}
          {mayPass &&
            problems.map((one) => (
              <label key={ruleOf(one)} className="override-reason">
                {t('override.reason', { rule: ruleOf(one) })}
                <Input.TextArea
                  {...growing(2)}
                  value={reasons[ruleOf(one)] ?? ''}
                  onChange={(event) =>
                    setReasons({ ...reasons, [ruleOf(one)]: event.target.value })
                  }
                />
              </label>
            ))}
          {mayPass && (
            <Button danger disabled={!isComplete} loading={isBusy} onClick={() => onGive(reasons)}>
              {t('override.again')}
            </Button>
          )}
        </>
      }
    />
  );
}

function ruleOf(problem: ProblemWords): string {
  return detail(problem, 'rule');
}

/** The post that may let it pass; empty when nobody may. */
function postOf(problem: ProblemWords): string {
  return detail(problem, 'override_post');
}

function detail(problem: ProblemWords, name: string): string {
  const value = problem.details[name];
  return typeof value === 'string' ? value : '';
}
