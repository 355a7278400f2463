/** An incident as a row, with what can be done about it. */
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { settle, type Incident, type Settling } from '../api/incidents.ts';
import { useFailureWords } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { message } from '../display/message.tsx';
import type { Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import type { Way } from './incident-dialogs.tsx';

export function useIncidentColumns(
  onAsk: (incident: Incident, way: Way) => void,
): Column<Incident>[] {
  const { t } = useTranslation('incidents');
  const say = useSay();
  const format = useFormat();
  return [
    {
      key: 'case',
      title: t('cases.case'),
      render: (row) => (
        <Link to="/cases/$id" params={{ id: row.case_id }} search={{}} className="row-link">
          <span className="row-title">{row.case_title}</span>
          <span className="row-step">
            {say(row.flow.name)} · {say(row.step.name)}
          </span>
        </Link>
      ),
    },
    { key: 'words', title: t('cases.words'), render: (row) => say(row.words) },
    {
      key: 'connector',
      title: t('cases.connector'),
      wide: true,
      render: (row) => (row.connector === null ? '—' : say(row.connector.name)),
    },
    {
      key: 'tries',
      title: t('cases.tries'),
      numeric: true,
      wide: true,
      render: (row) => (row.tries === 0 ? '—' : format.number(row.tries)),
    },
    {
      key: 'unit',
      title: t('cases.unit'),
      tight: true,
      wide: true,
      render: (row) => say(row.unit.name),
    },
    { key: 'at', title: t('cases.at'), tight: true, render: (row) => <Instant at={row.at} /> },
    {
      key: 'actions',
      title: t('actions'),
      tight: true,
      render: (row) => <Actions incident={row} onAsk={onAsk} />,
    },
  ];
}

interface ActionsProps {
  incident: Incident;
  onAsk: (incident: Incident, way: Way) => void;
}

function Actions({ incident, onAsk }: ActionsProps) {
  const { t } = useTranslation('incidents');
  const words = useFailureWords();
  const { id, version, legal, routes } = incident;
  const name = incident.case_title;
  const retry = useCommand({
    run: (input: Settling, key) => settle(input, key),
    makesOld: ['incidents', 'cases'],
    onDone: () => message.success(t('retry.done')),
  });
  const again = () =>
    retry.mutate({ by: 'retry', id, version }, { onError: (error) => message.error(words(error)) });
  return (
    <span className="row-actions">
      <Button
        size="small"
        aria-label={t('retry.of', { name })}
        loading={retry.isPending}
        onClick={again}
      >
        {t('retry.button')}
      </Button>
      {!legal && (
        <Button
          size="small"
          aria-label={t('skip.of', { name })}
          onClick={() => onAsk(incident, 'skip')}
        >
          {t('skip.button')}
        </Button>
      )}
      {routes.length > 1 && (
        <Button
          size="small"
          aria-label={t('reroute.of', { name })}
          onClick={() => onAsk(incident, 'reroute')}
        >
          {t('reroute.button')}
        </Button>
      )}
    </span>
  );
}
