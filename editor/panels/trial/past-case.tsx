/** One past case gone through in the draft: it is chosen, and shown where it would go another way. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useDeferredValue, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { type CaseRow, caseList } from '../../api/cases.ts';
import { type Retrace, retraceOf } from '../../api/past-cases.ts';
import { type Marks, noMarks } from '../../canvas/marks.ts';
import { Waiting } from '../../display/answered.tsx';
import { Failure } from '../../display/failure.tsx';
import { Instant } from '../../display/instant.tsx';
import { Mark } from '../../display/mark.tsx';
import { Nothing } from '../../display/nothing.tsx';
import { MoreRows } from '../../display/table.tsx';
import { Differences } from './past-case-differences.tsx';
import { pastMarks } from './past-case-marks.ts';

/** A case, and the flow as it was when it was gone through. */
export interface Asked {
  id: string;
  flow: FlowDefinition;
}

export interface PastCaseProps {
  flow: FlowDefinition;
  asked: Asked | undefined;
  onAsk: (asked: Asked) => void;
  onMarks: (marks: Marks) => void;
  onShow: (step: string) => void;
}

export function PastCase({ flow, asked, onAsk, onMarks, onShow }: PastCaseProps) {
  const { t } = useTranslation('trial');
  return (
    <div className="past-case">
      <section className="trial-part" aria-label={t('past.choose')}>
        <Choose flow={flow} current={asked?.id} onChoose={(id) => onAsk({ id, flow })} />
      </section>
      <section className="trial-part" aria-label={t('past.result')}>
        {asked === undefined ? (
          <p className="quiet">{t('past.help')}</p>
        ) : (
          <Result
            asked={asked}
            isOld={asked.flow !== flow}
            onAgain={() => onAsk({ id: asked.id, flow })}
            onMarks={onMarks}
            onShow={onShow}
          />
        )}
      </section>
    </div>
  );
}

interface ChooseProps {
  flow: FlowDefinition;
  current: string | undefined;
  onChoose: (id: string) => void;
}

function Choose({ flow, current, onChoose }: ChooseProps) {
  const { t } = useTranslation('trial');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = useInfiniteQuery(caseList({ flow: flow.id, q: q === '' ? undefined : q }));
  const rows = (query.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .filter(({ imported }) => !imported);
  return (
    <>
      <Input.Search
        aria-label={t('past.search')}
        placeholder={t('past.search')}
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {query.isPending && <Waiting rows={4} />}
      {query.isError && <Failure error={query.error} again={() => query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing text={t('past.none')} />}
      <ul className="trial-path">
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              aria-current={row.id === current ? 'true' : undefined}
              onClick={() => onChoose(row.id)}
            >
              <CaseWords row={row} />
            </button>
          </li>
        ))}
      </ul>
      <MoreRows query={query} count={rows.length} />
    </>
  );
}

function CaseWords({ row: { title, id, status, opened_at: at } }: { row: CaseRow }) {
  const { t } = useTranslation('trial');
  return (
    <>
      <span className="trial-deed cut-words">{title || id}</span>
      <Mark
        plain
        colour={status === 'ended' ? 'green' : 'blue'}
        icon={status === 'ended' ? 'done' : 'run'}
      >
        {t(`past.${status}`)}
      </Mark>
      <Instant at={at} />
    </>
  );
}

interface ResultProps {
  asked: Asked;
  /** The draft has changed since. */
  isOld: boolean;
  onAgain: () => void;
  onMarks: (marks: Marks) => void;
  onShow: (step: string) => void;
}

function Result({ asked, isOld, onAgain, onMarks, onShow }: ResultProps) {
  const { t } = useTranslation('trial');
  const query = useQuery(retraceOf(asked.flow, asked.id));
  useOnCanvas(asked.flow, query.data, onMarks);
  if (query.isError) return <Failure error={query.error} again={() => query.refetch()} />;
  if (query.data === undefined) return <Waiting rows={6} />;
  return (
    <>
      {isOld && (
        <Alert
          type="info"
          showIcon
          role="status"
          title={t('past.old')}
          action={
            <Button size="small" onClick={onAgain}>
              {t('past.again')}
            </Button>
          }
        />
      )}
      <Differences retrace={query.data} onShow={onShow} />
    </>
  );
}

function useOnCanvas(
  flow: FlowDefinition,
  retrace: Retrace | undefined,
  onMarks: (marks: Marks) => void,
): void {
  const draw = useEffectEvent((marks: Marks) => onMarks(marks));
  useEffect(() => {
    draw(retrace === undefined ? noMarks : pastMarks(flow, retrace));
    return () => draw(noMarks);
  }, [flow, retrace]);
}
