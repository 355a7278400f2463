/** What is known about a change: each part at a glance, and one of them opened. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeftOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../theme/evidence.css';
import type { Change } from '../api/changes.ts';
import { evidenceOf, type Evidence as Known, type PartName } from '../api/evidence.ts';
import { Answered } from '../display/answered.tsx';
import { Mark } from '../display/mark.tsx';
import { evidenceParts } from '../search.ts';
import { EvidenceHead, EvidenceFoot } from './evidence-head.tsx';
import { PartContent } from './evidence-part.tsx';
import { glanceAt, worstOf } from './evidence-verdicts.ts';

const route = getRouteApi('/in/changes/$id');

/** The worst of it, at a glance. */
export function EvidenceSign({ change }: { change: Change }) {
  const { t } = useTranslation('evidence');
  const { data } = useQuery(evidenceOf(change.id));
  if (data === undefined) return null;
  return (
    <Mark plain {...worstOf(data, t)}>
      <span className="unseen">{t(`sign.${data.state}`)}</span>
    </Mark>
  );
}

/** Examples that the change makes fail. */
export function newFailures({ failures }: Change['examples']) {
  return failures.filter((one) => !one.known);
}

export function Evidence({ change }: { change: Change }) {
  const query = useQuery(evidenceOf(change.id));
  return (
    <div className="evidence">
      <Answered query={query} rows={10}>
        {(evidence) => <Found change={change} evidence={evidence} />}
      </Answered>
    </div>
  );
}

function Found({ change, evidence }: { change: Change; evidence: Known }) {
  const { part } = route.useSearch();
  return (
    <>
      <EvidenceHead evidence={evidence} />
      <div className={`evidence-split${part === undefined ? '' : ' evidence-opened'}`}>
        <Parts evidence={evidence} current={part} />
        {part !== undefined && (
          <Opened name={part}>
            <PartContent change={change} evidence={evidence} name={part} />
          </Opened>
        )}
      </div>
      <EvidenceFoot evidence={evidence} />
    </>
  );
}

function Parts({ evidence, current }: { evidence: Known; current: PartName | undefined }) {
  const { t } = useTranslation('evidence');
  return (
    <nav className="evidence-parts" aria-label={t('parts')}>
      <ul>
        {evidenceParts.map((name) => {
          const { words, ...look } = glanceAt(name, evidence, t);
          return (
            <li key={name}>
              <PartLink name={name} isCurrent={name === current}>
                <span className="evidence-part-name">{t(`part.${name}`)}</span>
                <Mark plain {...look}>
                  {words}
                </Mark>
              </PartLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface PartLinkProps {
  name: PartName | undefined;
  isCurrent?: boolean;
  children: ReactNode;
}

function PartLink({ name, isCurrent = false, children }: PartLinkProps) {
  const { id } = route.useParams();
  return (
    <Link
      to="/changes/$id"
      params={{ id }}
      search={(before) => ({ ...before, tab: 'evidence' as const, part: name })}
      resetScroll={false}
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
    >
      {children}
    </Link>
  );
}

function Opened({ name, children }: { name: PartName; children: ReactNode }) {
  const { t } = useTranslation('evidence');
  return (
    <section className="evidence-part" aria-label={t(`part.${name}`)}>
      <div className="evidence-part-head">
        <span className="evidence-back">
          <PartLink name={undefined}>
            <ArrowLeftOutlined aria-hidden /> {t('back')}
          </PartLink>
        </span>
        <h2>{t(`part.${name}`)}</h2>
      </div>
      {children}
    </section>
  );
}
