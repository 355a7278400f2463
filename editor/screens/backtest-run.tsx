/** Begins a backtest of a draft or a change and opens it. */
import { ExperimentOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { tryCandidate, type Candidate } from '../api/backtests.ts';
import { useCommand } from '../api/command.ts';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';

interface BacktestButtonProps {
  /** What is tried, once it is saved; undefined where it cannot be. */
  candidate: () => Promise<Candidate | undefined>;
  text?: boolean;
}

export function BacktestButton({ candidate, text = false }: BacktestButtonProps) {
  const { t } = useTranslation('backtest');
  const navigate = useNavigate();
  const failureWords = useFailureWords();
  const run = useCommand({
    run: async () => {
      const tried = await candidate();
      return tried && tryCandidate(tried);
    },
    makesOld: ['backtests'],
    onDone: (begun) =>
      begun && navigate({ to: '/backtests/$id', params: { id: begun.id }, search: {} }),
  });
  return (
    <Tooltip title={t('runHelp')}>
      <Button
        {...(text ? { type: 'text' } : {})}
        icon={<ExperimentOutlined aria-hidden />}
        loading={run.isPending}
        onClick={() =>
          run.mutate(undefined, {
            onError: (error) => {
              message.error(failureWords(error));
            },
          })
        }
      >
        {t('run')}
      </Button>
    </Tooltip>
  );
}
