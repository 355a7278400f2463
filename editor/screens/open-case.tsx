/** Opening a case: the flow, and the form of its start. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { openables, openCase, type Openable, type Opening } from '../api/cases.ts';
import { useCommand } from '../api/command.ts';
import { byField, Refusal } from '../api/refusal.ts';
import { Answered } from '../display/answered.tsx';
import { Failure, ProblemList } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { FactForm, focusField } from '../forms/fact-form.tsx';
import { useEntry } from '../forms/use-entry.ts';
import { useSay } from '../words/say.ts';

const route = getRouteApi('/in/cases/new');

export function OpenCaseScreen() {
  const { t } = useTranslation('cases');
  const query = useQuery(openables);
  const { flow: wanted } = route.useSearch();
  return (
    <div className="page page-narrow">
      <PageHead title={t('open.title')} />
      <Answered page query={query}>
        {({ rows }) => {
          const chosen = rows.find((one) => one.flow.id === wanted) ?? rows[0];
          if (chosen === undefined) return <Nothing text={t('open.none')} />;
          return (
            <>
              <FlowChoice rows={rows} chosen={chosen} />
              <StartForm key={chosen.flow.id} openable={chosen} />
            </>
          );
        }}
      </Answered>
    </div>
  );
}

function FlowChoice({ rows, chosen }: { rows: readonly Openable[]; chosen: Openable }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const navigate = useNavigate({ from: '/cases/new' });
  return (
    <div className="flow-choice">
      <label htmlFor="flow" className="field-label">
        {t('open.choose')}
      </label>
      <Select
        id="flow"
        value={chosen.flow.id}
        options={rows.map(({ flow }) => ({ value: flow.id, label: say(flow.name) }))}
        onChange={(flow) => void navigate({ search: { flow }, replace: true })}
      />
      <p className="quiet">{t('open.chooseHelp')}</p>
    </div>
  );
}

function StartForm({ openable: { flow, fields } }: { openable: Openable }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const navigate = useNavigate();
  const entry = useEntry(`open.${flow.id}`, fields);
  const opening = useCommand({
    run: (input: Opening, key) => openCase(input, key),
    makesOld: ['cases', 'tasks'],
    onDone: ({ case_id: id }) => {
      entry.forget();
      message.success(t('open.done', { id }));
      return navigate({ to: '/cases/$id', params: { id } });
    },
  });
  const send = () => {
    const wrong = entry.attempt();
    if (wrong !== undefined) return focusField(wrong);
    opening.mutate(
      { flow: flow.id, data: entry.data() },
      {
        onError: (error) =>
          error instanceof Refusal && entry.refuse(byField(error.problems).fields),
      },
    );
  };
  return (
    <Section title={say(flow.name)}>
      <FactForm fields={fields} entry={entry} />
      <OpeningRefused error={opening.error} />
      <div className="ways">
        <Button type="primary" loading={opening.isPending} onClick={send}>
          {t('open.submit')}
        </Button>
        <Button onClick={() => void navigate({ to: '/cases', search: {} })}>
          {t('open.cancel')}
        </Button>
      </div>
    </Section>
  );
}

function OpeningRefused({ error }: { error: Error | null }) {
  if (error === null) return null;
  if (!(error instanceof Refusal) || error.problems.length === 0) return <Failure error={error} />;
  return <ProblemList problems={byField(error.problems).others} />;
}
