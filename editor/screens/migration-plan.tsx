/** The plan as a table: each step of the earlier version, where its cases go, what is to be said of it. */
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Suggestion } from '../api/migrations.ts';
import { Mark } from '../display/mark.tsx';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import type { PlanDraft } from './migration-draft.ts';

type Place = Suggestion['from'][number];

interface MigrationPlanProps {
  suggestion: Suggestion;
  draft: PlanDraft;
}

export function MigrationPlanTable({ suggestion, draft }: MigrationPlanProps) {
  const { t } = useTranslation('migration');
  const columns = useColumns(suggestion, draft);
  const wrong = draft.problems.size;
  const open = suggestion.from.filter(({ step }) => draft.plan.steps[step.id] === undefined).length;
  return (
    <Section
      title={t('plan.title')}
      count={suggestion.from.length}
      flush
      actions={
        draft.isChanged && (
          <Button size="small" onClick={draft.reset}>
            {t('plan.reset')}
          </Button>
        )
      }
    >
      <p className="section-note quiet">{t('plan.help')}</p>
      <div className="section-note migration-marks" role="status">
        {open > 0 && (
          <Mark colour="amber" icon="unknown">
            {t('plan.open', { count: open })}
          </Mark>
        )}
        {wrong > 0 && (
          <Mark colour="red" icon="alarm">
            {t('plan.wrong', { count: wrong })}
          </Mark>
        )}
      </div>
      <DataTable
        caption={t('plan.title')}
        columns={columns}
        rows={suggestion.from}
        rowKey={({ step }) => step.id}
      />
    </Section>
  );
}

function useColumns(suggestion: Suggestion, draft: PlanDraft): Column<Place>[] {
  const { t } = useTranslation('migration');
  return [
    { key: 'from', title: t('plan.from'), render: (row) => <Standing place={row} /> },
    {
      key: 'to',
      title: t('plan.to'),
      width: '36%',
      render: (row) => <Target row={row} suggestion={suggestion} draft={draft} />,
    },
    {
      key: 'notes',
      title: t('plan.problems'),
      render: (row) => <Notes row={row} suggestion={suggestion} draft={draft} />,
    },
  ];
}

/** A step with the blocks around it. */
function Standing({ place }: { place: Pick<Place, 'step' | 'within'> }) {
  const { t } = useTranslation('migration');
  const say = useSay();
  const blocks = place.within.map(({ name }) => say(name)).join(' › ');
  return (
    <span className="migration-step">
      <span>{say(place.step.name)}</span>
      {blocks !== '' && <span className="quiet">{t('plan.within', { blocks })}</span>}
    </span>
  );
}

interface RowProps extends MigrationPlanProps {
  row: Place;
}

const NOWHERE = '';

function Target({ row, suggestion, draft }: RowProps) {
  const { t } = useTranslation('migration');
  const say = useSay();
  const { id, name } = row.step;
  const labelOf = ({ step, within }: Suggestion['to'][number]) =>
    [...within, step].map((one) => say(one.name)).join(' › ');
  const fitting = suggestion.to.filter(({ kind }) => kind === row.kind);
  return (
    <Select<string>
      className="migration-target"
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      aria-label={t('plan.choose', { step: say(name) })}
      status={draft.problems.has(`/steps/${id}`) ? 'error' : ''}
      value={draft.plan.steps[id] ?? NOWHERE}
      options={[
        { value: NOWHERE, label: t('plan.none') },
        ...fitting.map((place) => ({ value: place.step.id, label: labelOf(place) })),
      ]}
      onChange={(to) => draft.setStep(id, to === NOWHERE ? undefined : to)}
    />
  );
}

function Notes({ row, suggestion, draft }: RowProps) {
  const { t } = useTranslation('migration');
  const say = useSay();
  const { id, name } = row.step;
  const target = draft.plan.steps[id];
  const wrong = draft.problems.get(`/steps/${id}`);
  if (wrong !== undefined) return <Wrong words={wrong} />;
  if (target !== undefined) {
    const isSuggested = suggestion.plan.steps[id] === target;
    return (
      <Mark plain colour={isSuggested ? 'green' : 'blue'} icon={isSuggested ? 'done' : 'changed'}>
        {t(isSuggested ? 'plan.suggested' : 'plan.changed')}
      </Mark>
    );
  }
  const same = suggestion.to.some(({ step, kind }) => step.id === id && kind === row.kind);
  return (
    <span className="migration-step">
      {row.problems.map(({ code, at, words }) => (
        <span key={`${code} ${at}`} className="quiet">
          {say(words)}
        </span>
      ))}
      {same && (
        <Button
          size="small"
          type="link"
          className="migration-same"
          aria-label={t('plan.sameOf', { step: say(name) })}
          onClick={() => draft.setStep(id, id)}
        >
          {t('plan.same')}
        </Button>
      )}
    </span>
  );
}

function Wrong({ words }: { words: readonly Localized[] }) {
  const say = useSay();
  return (
    <span className="migration-step">
      {words.map((one) => (
        <Mark key={one.en} plain colour="red" icon="alarm">
          {say(one)}
        </Mark>
      ))}
    </span>
  );
}
