/** An event that no case took, as a row, with what can be done about it. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { resend, type DeadLetter } from '../api/incidents.ts';
import { useFailureWords } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { message } from '../display/message.tsx';
import type { Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

export function useLetterColumns(onDrop: (letter: DeadLetter) => void): Column<DeadLetter>[] {
  const { t } = useTranslation('incidents');
  const say = useSay();
  const format = useFormat();
  return [
    {
      key: 'event',
      title: t('events.event'),
      render: (row) => (
        <>
          <div className="row-name">{row.event_type}</div>
          <div className="row-step">
            {row.source} · <span className="figures">{row.event_id}</span>
          </div>
        </>
      ),
    },
    { key: 'words', title: t('events.words'), render: (row) => say(row.words) },
    {
      key: 'connector',
      title: t('events.connector'),
      wide: true,
      render: (row) => say(row.connector.name),
    },
    {
      key: 'tries',
      title: t('events.tries'),
      numeric: true,
      wide: true,
      render: (row) => format.number(row.tries),
    },
    { key: 'at', title: t('events.at'), tight: true, render: (row) => <Instant at={row.at} /> },
    {
      key: 'actions',
      title: t('actions'),
      tight: true,
      render: (row) => <Actions letter={row} onDrop={onDrop} />,
    },
  ];
}

interface ActionsProps {
  letter: DeadLetter;
  onDrop: (letter: DeadLetter) => void;
}

function Actions({ letter, onDrop }: ActionsProps) {
  const { t } = useTranslation('incidents');
  const words = useFailureWords();
  const id = letter.event_id;
  const again = useCommand({
    run: (input: string) => resend(input),
    makesOld: ['incidents', 'cases'],
    onDone: () => message.success(t('resend.done')),
  });
  return (
    <span className="row-actions">
      <Button
        size="small"
        aria-label={t('resend.of', { id })}
        loading={again.isPending}
        onClick={() => again.mutate(letter.id, { onError: (error) => message.error(words(error)) })}
      >
        {t('resend.button')}
      </Button>
      <Button size="small" aria-label={t('drop.of', { id })} onClick={() => onDrop(letter)}>
        {t('drop.button')}
      </Button>
    </span>
  );
}
