/** What the limits changed in the draft would have meant for past cases; every figure opens down to them. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import {
  type LimitCase,
  limitCasesOf,
  type LimitEffects as Effects,
  limitEffectsOf,
  type LimitFigure,
  type LimitRow,
  type Standing,
  type Stood,
} from '../../api/past-cases.ts';
import { Answered } from '../../display/answered.tsx';
import { useFormat } from '../../display/format.ts';
import { Mark } from '../../display/mark.tsx';
import { Nothing } from '../../display/nothing.tsx';
import { type Column, EndlessTable } from '../../display/table.tsx';
import { useSay } from '../../words/say.ts';
import { standingLooks, useLimitText } from './limit-words.ts';

interface LimitEffectsProps {
  flow: FlowDefinition;
  onShow: (step: string) => void;
  /** Goes through one of the cases in the draft. */
  onRetrace: (id: string) => void;
}

export function LimitEffects({ flow, onShow, onRetrace }: LimitEffectsProps) {
  const { t } = useTranslation('trial');
  const [asked, setAsked] = useState(flow);
  const [figure, setFigure] = useState<LimitFigure>();
  const query = useQuery(limitEffectsOf(asked));
  return (
    <div className="limit-effects">
      <section className="trial-part" aria-label={t('limits.title')}>
        <p className="quiet">{t('limits.help')}</p>
        {asked !== flow && (
          <p className="trial-look" role="status">
            {t('past.old')}
            <Button
              size="small"
              onClick={() => {
                setAsked(flow);
                setFigure(undefined);
              }}
            >
              {t('limits.again')}
            </Button>
          </p>
        )}
        <Answered query={query} rows={5}>
          {(effects) => (
            <Counts effects={effects} figure={figure} onFigure={setFigure} onShow={onShow} />
          )}
        </Answered>
      </section>
      {figure !== undefined && (
        <section className="trial-part" aria-label={t('limits.cases')}>
          <Behind flow={asked} figure={figure} onRetrace={onRetrace} />
        </section>
      )}
    </div>
  );
}

interface CountsProps {
  effects: Effects;
  figure: LimitFigure | undefined;
  onFigure: (figure: LimitFigure) => void;
  onShow: (step: string) => void;
}

function Counts({ effects, figure, onFigure, onShow }: CountsProps) {
  const { t } = useTranslation('trial');
  const { limits, cases, more, down_to: downTo } = effects;
  if (limits.length === 0) return <Nothing text={t('limits.unchanged')} />;
  return (
    <>
      <p role="status">{t(more ? 'limits.newest' : 'limits.all', { count: cases })}</p>
      {limits.map((row) => (
        <Counted
          key={`${row.step?.id} ${row.id}`}
          row={row}
          downTo={downTo ?? ''}
          figure={figure}
          onFigure={onFigure}
          onShow={onShow}
        />
      ))}
    </>
  );
}

const rows: readonly Standing[] = ['overdue', 'warned', 'kept', 'unknown', 'none'];

interface CountedProps extends Omit<CountsProps, 'effects'> {
  row: LimitRow;
  downTo: string;
}

function Counted({ row, downTo, figure, onFigure, onShow }: CountedProps) {
  const { t } = useTranslation('trial');
  const of = { step: row.step?.id, limit: row.id, down_to: downTo };
  const shown = rows.filter((one) => row.then[one] + row.now[one] > 0);
  const button = (n: number, more: Partial<LimitFigure>, words: string) => (
    <Figure n={n} words={words} of={{ ...of, ...more }} current={figure} onChoose={onFigure} />
  );
  return (
    <div className="limit-effect">
      <LimitHead row={row} onShow={onShow} />
      <p className="limit-flips">
        {t('limits.newly')}
        {button(row.newly_overdue, { flip: 'newly_overdue' }, t('limits.newly'))}
        {t('limits.noLonger')}
        {button(row.no_longer_overdue, { flip: 'no_longer_overdue' }, t('limits.noLonger'))}
      </p>
      <table className="table limit-counts">
        <caption className="unseen">{t('limits.counts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('limits.standing')}</th>
            <th scope="col" className="numeric">
              {t('limits.then')}
            </th>
            <th scope="col" className="numeric">
              {t('limits.now')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((standing) => (
            <tr key={standing}>
              <th scope="row">
                <Mark plain {...standingLooks[standing]}>
                  {t(`standing.${standing}`)}
                </Mark>
              </th>
              <td className="numeric">
                {button(row.then[standing], { then: standing }, t('limits.then'))}
              </td>
              <td className="numeric">
                {button(row.now[standing], { now: standing }, t('limits.now'))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LimitHead({ row, onShow }: { row: LimitRow; onShow: (step: string) => void }) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const text = useLimitText();
  const { step, before, after } = row;
  return (
    <h3 className="limit-head">
      {step === null ? (
        t('timers.case')
      ) : (
        <Button type="link" size="small" onClick={() => onShow(step.id)}>
          {say(step.name)}
        </Button>
      )}
      <span className="figures">
        {t('limits.change', { before: text(before), after: text(after) })}
      </span>
    </h3>
  );
}

interface FigureProps {
  n: number;
  words: string;
  of: LimitFigure;
  current: LimitFigure | undefined;
  onChoose: (figure: LimitFigure) => void;
}

/** A figure that opens; nothing is behind a nought. */
function Figure({ n, words, of, current, onChoose }: FigureProps) {
  const { t } = useTranslation('trial');
  const format = useFormat();
  if (n === 0) return <span className="figures quiet">0</span>;
  return (
    <button
      type="button"
      className="figure-link figures"
      aria-label={t('limits.open', { words, n })}
      aria-pressed={JSON.stringify(of) === JSON.stringify(current)}
      onClick={() => onChoose(of)}
    >
      {format.number(n)}
    </button>
  );
}

interface BehindProps {
  flow: FlowDefinition;
  figure: LimitFigure;
  onRetrace: (id: string) => void;
}

function Behind({ flow, figure, onRetrace }: BehindProps) {
  const { t } = useTranslation('trial');
  const query = useInfiniteQuery(limitCasesOf(flow, figure));
  return (
    <>
      <h3>{t('limits.cases')}</h3>
      <EndlessTable
        caption={t('limits.cases')}
        query={query}
        columns={useColumns(onRetrace)}
        rowKey={({ id, seq }) => `${id} ${seq}`}
      />
    </>
  );
}

function useColumns(onRetrace: (id: string) => void): Column<LimitCase>[] {
  const { t } = useTranslation('trial');
  return [
    { key: 'case', title: t('limits.column.case'), render: (row) => <Case row={row} /> },
    { key: 'then', title: t('limits.then'), render: ({ then }) => <StoodMark stood={then} /> },
    { key: 'now', title: t('limits.now'), render: ({ now }) => <StoodMark stood={now} /> },
    {
      key: 'again',
      title: t('limits.column.again'),
      tight: true,
      render: ({ id, title }) => (
        <Button
          size="small"
          aria-label={t('limits.retraceOne', { title: title || id })}
          onClick={() => onRetrace(id)}
        >
          {t('limits.retrace')}
        </Button>
      ),
    },
  ];
}

function Case({ row: { id, title, unit, ended_at: at } }: { row: LimitCase }) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const format = useFormat();
  const end = at === null ? t('limits.goesOn') : t('limits.endedAt', { at: format.instant(at) });
  return (
    <Link to="/cases/$id" params={{ id }} search={{}} className="row-link">
      <span className="row-title">{title || id}</span>
      <span className="row-step">
        {say(unit.name)} · {end}
      </span>
    </Link>
  );
}

function StoodMark({ stood }: { stood: Stood }) {
  const { t } = useTranslation('trial');
  const format = useFormat();
  return (
    <>
      <Mark plain {...standingLooks[stood.standing]}>
        {t(`standing.${stood.standing}`)}
      </Mark>
      {stood.due_at !== null && (
        <span className="limit-due figures">
          {t('limits.due', { at: format.due(stood.due_at, stood.zone ?? undefined) })}
        </span>
      )}
    </>
  );
}
