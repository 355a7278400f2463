/** Beside a flow: whose it is, what it comes to, how long it may take in all. */
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { describe } from '@flowmeter/engine/rules/explain.ts';
import { useNames } from '../api/organisation.ts';
import { BasisLabel } from '../display/basis.tsx';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { Facts, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { useFlowSurroundings } from './flow-view-surroundings.ts';

export function FlowAbout({ flow, hash }: { flow: FlowDefinition; hash: string }) {
  const { t } = useTranslation('flows');
  const say = useSay();
  const names = useNames();
  const outcomes = flow.outcomes.map(({ name }) => say(name)).join(' · ');
  return (
    <>
      <Section title={t('view.about')}>
        <Facts
          items={[
            [t('view.owner'), names.post(flow.owner_post)],
            [t('view.description'), say(flow.description)],
            [t('view.outcomes'), outcomes],
            [t('view.steps'), t('view.stepCount', { count: Object.keys(flow.steps).length })],
            [t('view.id'), <code key="id">{flow.id}</code>],
            [t('view.version'), <Hash key="hash" hash={hash} />],
          ]}
        />
      </Section>
      {flow.limits.length > 0 && (
        <Section title={t('view.limits')}>
          <FlowLimits limits={flow.limits} />
        </Section>
      )}
    </>
  );
}

function FlowLimits({ limits }: { limits: FlowDefinition['limits'] }) {
  const { t } = useTranslation(['flows', 'display']);
  const say = useSay();
  const format = useFormat();
  const { facts } = useFlowSurroundings();
  return (
    <ul className="limits">
      {limits.map(({ id, layer, value, unit, basis, when }) => (
        <li key={id} className="limit">
          <div className="limit-line">
            <strong>{t(`display:layer.${layer}`)}</strong>
            <span className="figures">
              {t('view.limit', {
                value: format.number(value),
                unit: t(`display:unit.${unit}`, { count: value }),
              })}
            </span>
            <BasisLabel kind={basis.kind} source={basis.source} />
          </div>
          {when && <p className="quiet">{say(describe(when, undefined, facts))}</p>}
        </li>
      ))}
    </ul>
  );
}
