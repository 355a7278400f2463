/** A record tried on a rule: typed, answered at once, kept as an example. */
import { ConfigProvider, Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { useWording } from '../condition/terms.ts';
import { ReadOnlyContext } from '../panel.ts';
import { useRuleTerms } from './desk.ts';
import type { Verdict } from './verdict.ts';
import { type Given, readingsOf } from './readings.ts';
import { RecordForm } from './record-form.tsx';
import { useVerdict, Why } from './why.tsx';

interface TryRecordProps {
  rule: Rule;
  /** Keeps the record as an example; absent where nothing can be kept. */
  onKeep?: ((given: Given, verdict: Verdict) => void) | undefined;
}

/** Open to everybody: nothing is changed by it. */
export function TryRecord({ rule, onKeep }: TryRecordProps) {
  const { t } = useTranslation('rules');
  const terms = useRuleTerms(rule);
  const wording = useWording(terms);
  const [given, setGiven] = useState<Given>({});
  const verdictOn = useVerdict();
  const fields = useMemo(
    () => readingsOf(rule, given, terms, wording),
    [rule, given, terms, wording],
  );
  return (
    <ReadOnlyContext value={false}>
      <ConfigProvider componentDisabled={false}>
        <section className="rule-part" aria-label={t('try.title')}>
          <h3>{t('try.title')}</h3>
          <p className="quiet">{t('try.help')}</p>
          <RecordForm label={t('try.title')} fields={fields} given={given} onChange={setGiven} />
          <Why rule={rule} given={given} />
          <div className="rule-tools">
            {onKeep !== undefined && (
              <Button size="small" onClick={() => onKeep(given, verdictOn(rule, given))}>
                {t('try.keep')}
              </Button>
            )}
            {Object.keys(given).length > 0 && (
              <Button size="small" type="text" onClick={() => setGiven({})}>
                {t('try.clear')}
              </Button>
            )}
          </div>
        </section>
      </ConfigProvider>
    </ReadOnlyContext>
  );
}
