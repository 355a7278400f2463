/** Whose work, score and pay a change concerns, as far as the reader may see them. */
import { ArrowRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { EvidenceParts } from '../api/evidence.ts';
import { useFormat } from '../display/format.ts';
import { Mark } from '../display/mark.tsx';
import { DataTable } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

type People = NonNullable<EvidenceParts['people']['content']>;
type Card = People['scores'][number];
type Paid = People['pay'][number];

export function PeoplePart({ people }: { people: People }) {
  const { t } = useTranslation('evidence');
  const hidden = people.hidden.scores + people.hidden.pay;
  return (
    <>
      <Work people={people} />
      <h3>{t('people.scores')}</h3>
      {people.scores.length === 0 && <p className="quiet">{t('people.noScores')}</p>}
      {people.scores.map((card) => (
        <OneCard key={card.scorecard.id} card={card} />
      ))}
      <Pay pay={people.pay} />
      <Barred people={people} />
      {hidden > 0 && <p className="quiet">{t('people.hidden', { count: hidden })}</p>}
    </>
  );
}

/** Who may not approve, because their own score or pay hangs on it. */
function Barred({ people: { barred } }: { people: People }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  if (barred.count === 0) return null;
  const names = barred.people.map(({ name }) => say(name)).join(t('people.and'));
  return <p className="quiet">{t('people.barred', { count: barred.count, names })}</p>;
}

function Work({ people: { steps, posts } }: { people: People }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  const countOf = (id: string) => posts.find(({ post }) => post.id === id)?.count ?? 0;
  return (
    <>
      <h3>{t('people.work')}</h3>
      {steps.length === 0 && <p className="quiet">{t('people.noWork')}</p>}
      <ul className="evidence-rows">
        {steps.map(({ flow, step, kind, posts: by }) => (
          <li key={`${flow.id}/${step.id}`}>
            <div className="evidence-row">
              <span>
                {say(step.name)} <small>{t(`people.kind.${kind}`)}</small>
              </span>
              <span className="quiet">
                {by.length === 0
                  ? t('people.nobody')
                  : by
                      .map(({ id, name }) => {
                        return `${say(name)} · ${t('people.holders', { count: countOf(id) })}`;
                      })
                      .join(' / ')}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function OneCard({ card }: { card: Card }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  const { scorecard, unit, period, was, is, items } = card;
  const isSame = was?.score === is?.score && was?.coefficient === is?.coefficient;
  return (
    <article className="evidence-block">
      <h4>
        {say(scorecard.name)} {unit && <small>{say(unit.name)}</small>}
      </h4>
      <p className="quiet">
        {t('people.period', { period })}
        {isSame && ` · ${t('people.same')}`}
      </p>
      <div className="evidence-row">
        <Beside title={t('people.score')} was={scoreIn(was)} is={scoreIn(is)} />
        <Beside title={t('people.coefficient')} was={coefficientIn(was)} is={coefficientIn(is)} />
      </div>
      <ul className="evidence-rows">
        {items
          .filter(
            (item) => item.was?.score !== item.is?.score || item.was?.weight !== item.is?.weight,
          )
          .map((item) => (
            <li key={item.indicator.id} className="evidence-row">
              <span>{say(item.indicator.name)}</span>
              <Beside was={item.was?.score ?? null} is={item.is?.score ?? null} />
            </li>
          ))}
      </ul>
    </article>
  );
}

/** A figure before and after; a figure that is not there is said in words. */
function Beside({ title, was, is }: { title?: string; was: number | null; is: number | null }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const words = (figure: number | null) =>
    figure === null ? t('people.noScore') : format.number(figure);
  return (
    <span className={was === is ? 'evidence-beside' : 'evidence-beside evidence-moved'}>
      {title !== undefined && <span className="quiet">{title}</span>}
      <span className="figures">{words(was)}</span>
      <ArrowRightOutlined aria-hidden />
      <span className="figures">{words(is)}</span>
    </span>
  );
}

function scoreIn(card: Card['was']): number | null {
  return card?.score ?? null;
}

function coefficientIn(card: Card['was']): number | null {
  return card?.coefficient ?? null;
}

function Pay({ pay }: { pay: readonly Paid[] }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  return (
    <>
      <h3>{t('people.pay')}</h3>
      {pay.length === 0 ? (
        <p className="quiet">{t('people.noPay')}</p>
      ) : (
        <DataTable
          caption={t('people.pay')}
          rows={pay}
          rowKey={({ person }) => person.id}
          columns={[
            {
              key: 'person',
              title: t('people.person'),
              render: ({ person, gains }) => (
                <>
                  {say(person.name)}
                  {gains && (
                    <Mark plain colour="amber" icon="over">
                      {t('people.gains')}
                    </Mark>
                  )}
                </>
              ),
            },
            {
              key: 'unit',
              title: t('people.unit'),
              wide: true,
              render: ({ unit }) => say(unit.name),
            },
            {
              key: 'was',
              title: t('people.coefficient'),
              numeric: true,
              render: ({ was, is }) => (
                <Beside was={was?.coefficient ?? null} is={is?.coefficient ?? null} />
              ),
            },
          ]}
        />
      )}
    </>
  );
}
