/** Carrying out: the reason, one request after the other, how far it has come. */
import { Button, Progress } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { createIntent } from '../api/command.ts';
import { migrate, type Moved } from '../api/migrations.ts';
import { Failure } from '../display/failure.tsx';
import { Section } from '../display/page.tsx';
import { TextField } from '../display/text-field.tsx';

/** Cases of one request. */
const BATCH = 20;

interface MigrationRunProps {
  flow: string;
  plan: MigrationPlan;
  chosen: ReadonlySet<string>;
  moved: ReadonlyMap<string, Moved>;
  onMoved: (moved: readonly Moved[]) => void;
}

export function MigrationRun({ flow, plan, chosen, moved, onMoved }: MigrationRunProps) {
  const { t } = useTranslation('migration');
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const run = useRun({ flow, plan, onMoved });
  const isWhole = reason.trim() !== '' && chosen.size > 0;
  const submit = () => {
    setIsAsked(true);
    if (isWhole) run.start([...chosen], reason.trim());
  };
  const missing = chosen.size === 0 ? t('run.none') : t('run.needReason');
  return (
    <Section title={t('run.title')}>
      <div className="stack migration-run">
        <TextField
          label={t('run.reason')}
          help={t('run.reasonHelp')}
          value={reason}
          most={2000}
          rows={2}
          onChange={setReason}
        />
        <div className="migration-submit">
          <Button
            type="primary"
            loading={run.isPending}
            disabled={chosen.size === 0}
            onClick={submit}
          >
            {t('run.submit', { count: chosen.size })}
          </Button>
          {isAsked && !isWhole && moved.size === 0 && (
            <span className="field-wrong" role="alert">
              {missing}
            </span>
          )}
        </div>
        {run.error && <Failure error={run.error} />}
        <Outcome moved={moved} count={run.count} isPending={run.isPending} />
      </div>
    </Section>
  );
}

interface OutcomeProps {
  moved: ReadonlyMap<string, Moved>;
  count: number;
  isPending: boolean;
}

function Outcome({ moved, count, isPending }: OutcomeProps) {
  const { t } = useTranslation('migration');
  const done = [...moved.values()].filter((one) => one.done).length;
  const counts = { moved: done, refused: moved.size - done };
  return (
    <div role="status" className="migration-outcome">
      {isPending && (
        <Progress
          percent={Math.round((100 * moved.size) / Math.max(1, count))}
          format={() => t('run.progress', { done: moved.size, count })}
          aria-label={t('run.title')}
        />
      )}
      {moved.size > 0 && !isPending && <p>{t('run.result', counts)}</p>}
    </div>
  );
}

interface Running {
  flow: string;
  plan: MigrationPlan;
  onMoved: (moved: readonly Moved[]) => void;
}

/** What the server has answered stays done, should the rest fail: asked again, it is answered alike. */
function useRun({ flow, plan, onMoved }: Running) {
  const client = useQueryClient();
  const [intents] = useState(() => new Map<string, ReturnType<typeof createIntent>>());
  const [count, setCount] = useState(0);
  const keyOf = (cases: string[], reason: string) => {
    const [first = ''] = cases;
    const intent = intents.get(first) ?? createIntent();
    intents.set(first, intent);
    return intent.keyOf({ plan, cases, reason });
  };
  const mutation = useMutation<void, Error, { cases: string[]; reason: string }>({
    mutationFn: async ({ cases, reason }) => {
      for (let from = 0; from < cases.length; from += BATCH) {
        const batch = cases.slice(from, from + BATCH);
        onMoved(await migrate({ flow, plan, cases: batch, reason }, keyOf(batch, reason)));
      }
    },
    onSettled: async () => {
      const old = ['cases', 'tasks', 'definitions'];
      await Promise.all(old.map((topic) => client.invalidateQueries({ queryKey: [topic] })));
    },
  });
  return {
    count,
    isPending: mutation.isPending,
    error: mutation.error,
    start: (cases: string[], reason: string) => {
      setCount(cases.length);
      mutation.mutate({ cases, reason });
    },
  };
}
