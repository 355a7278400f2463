/** How the case to be tried begins: when, where, by whom, with which data. */
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Given } from '@flowmeter/engine/definition/examples.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { sampleGiven } from '@flowmeter/engine/simulation/run-to-end.ts';
import { FactForm, focusField } from '../../forms/fact-form.tsx';
import { useEntry } from '../../forms/use-entry.ts';
import { beginFields, beginValues, givenFrom } from './fields.ts';
import { Refused } from './refused.tsx';

interface BeginProps {
  flow: CompiledFlow;
  problems: readonly Problem[];
  onBegin: (given: Given) => void;
}

/** Trials begin at a full minute. */
const MINUTE = 60_000;

export function Begin({ flow, problems, onBegin }: BeginProps) {
  const { t } = useTranslation('trial');
  const [at] = useState(() => new Date(Math.floor(Date.now() / MINUTE) * MINUTE).toISOString());
  const [seed, setSeed] = useState(1);
  const suggested = useMemo(() => sampleGiven(flow, at, seed), [flow, at, seed]);
  return (
    <section className="trial-begin" aria-label={t('begin.title')}>
      <p className="quiet">{t('help')}</p>
      <BeginForm
        key={seed}
        flow={flow}
        suggested={suggested}
        problems={problems}
        onBegin={onBegin}
        onOther={() => setSeed(seed + 1)}
      />
    </section>
  );
}

interface BeginFormProps extends BeginProps {
  suggested: Given;
  onOther: () => void;
}

function BeginForm({ flow, suggested, problems, onBegin, onOther }: BeginFormProps) {
  const { t } = useTranslation('trial');
  const fields = useMemo(() => beginFields(flow), [flow]);
  const entry = useEntry(undefined, fields, beginValues(suggested));
  const begin = () => {
    const wrong = entry.attempt();
    if (wrong === undefined) onBegin(givenFrom(entry.data(), suggested));
    else focusField(wrong);
  };
  return (
    <>
      <FactForm fields={fields} entry={entry} />
      <Refused problems={problems} />
      <div className="trial-ways">
        <Button type="primary" onClick={begin}>
          {t('begin.start')}
        </Button>
        <Button onClick={onOther}>{t('begin.again')}</Button>
      </div>
    </>
  );
}
