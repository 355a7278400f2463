/** The facts in force, dictionary by dictionary: looked for, opened, changed. */
import '../theme/rules.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactsDefinition } from '@flowmeter/engine/definition/facts.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { draftList } from '../api/drafts.ts';
import { packInForce } from '../api/pack.ts';
import { Answered } from '../display/answered.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { FactsBody } from '../panels/facts/facts-body.tsx';
import { useSay } from '../words/say.ts';
import { NewDefinition } from './definitions-new.tsx';
import { useFactsAround } from './facts-around.ts';
import { EditRules } from './rules-edit.tsx';

const route = getRouteApi('/in/facts');

export function FactsScreen() {
  const { t } = useTranslation('facts');
  const query = useQuery(packInForce);
  const { set } = route.useSearch();
  const sets = useMemo(() => (query.data ? all(query.data, 'facts') : []), [query.data]);
  const shown = sets.find(({ id }) => id === set) ?? sets[0];
  return (
    <div className="page rules-page">
      <PageHead
        title={t('title')}
        details={<span>{t('help')}</span>}
        actions={
          <>
            <NewDefinition kinds={['facts']} isPrimary={false} />
            {shown && <Actions set={shown} />}
          </>
        }
      />
      <Answered page query={query} rows={12}>
        {(pack) =>
          shown === undefined ? (
            <Nothing text={t('grid.empty')} />
          ) : (
            <>
              <Sets sets={sets} shown={shown.id} />
              <Shown key={shown.id} set={shown} pack={pack} />
            </>
          )
        }
      </Answered>
    </div>
  );
}

function Actions({ set }: { set: FactsDefinition }) {
  const { t } = useTranslation('versions');
  const drafts = useQuery(draftList);
  const own = drafts.data?.rows.find((one) => one.kind === 'facts' && one.definition_id === set.id);
  return (
    <>
      <Link to="/definitions/$kind/$id" params={{ kind: 'facts', id: set.id }} search={{}}>
        {t('history.all')}
      </Link>
      <EditRules kind="facts" definition={{ ...set, draft_id: own?.id ?? null }} isPrimary />
    </>
  );
}

/** The dictionaries that there are, where there are several. */
function Sets({ sets, shown }: { sets: readonly FactsDefinition[]; shown: string }) {
  const { t } = useTranslation('facts');
  const say = useSay();
  const navigate = useNavigate({ from: '/facts' });
  if (sets.length < 2) return null;
  return (
    <div className="filters">
      <Segmented
        value={shown}
        options={sets.map(({ id, name, facts }) => ({
          value: id,
          label: `${say(name)} ${Object.keys(facts).length}`,
        }))}
        onChange={(set) => void navigate({ search: { set }, replace: true })}
        aria-label={t('sets')}
      />
    </div>
  );
}

function Shown({ set, pack }: { set: FactsDefinition; pack: Pack }) {
  const { fact } = route.useSearch();
  const navigate = useNavigate({ from: '/facts' });
  const around = useFactsAround(pack, set.id);
  const desk = useMemo(
    () => ({ set, port: undefined, inForce: new Set(Object.keys(set.facts)), ...around }),
    [set, around],
  );
  return (
    <div className="rules-frame">
      <FactsBody
        desk={desk}
        open={fact}
        onOpen={(id) =>
          void navigate({ search: (before) => ({ ...before, fact: id }), replace: true })
        }
      />
    </div>
  );
}
