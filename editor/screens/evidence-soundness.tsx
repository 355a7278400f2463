/** What is proven about each flow; where something is not, the way that shows it. */
import { useTranslation } from 'react-i18next';
import type { EvidenceParts } from '../api/evidence.ts';
import { Mark } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';
import { ProblemList } from './evidence-problems.tsx';
import { looks } from './evidence-verdicts.ts';

type Proof = NonNullable<EvidenceParts['soundness']['content']>[number];

const verdicts = { proven: looks.good, doubtful: looks.doubt, refuted: looks.bad };

export function SoundnessPart({ proofs }: { proofs: readonly Proof[] }) {
  const { t } = useTranslation('evidence');
  return (
    <>
      {proofs.map((proof) => (
        <OneProof key={proof.id} proof={proof} />
      ))}
      <p className="quiet">{t('proof.help')}</p>
    </>
  );
}

function OneProof({ proof }: { proof: Proof }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  const { name, steps, routes, explored, statements } = proof;
  return (
    <article className="evidence-block">
      <h3>{say(name)}</h3>
      <p className="quiet">{t('proof.explored', { steps, routes, explored })}</p>
      <ul className="evidence-rows">
        {statements.map(({ id, name: said, verdict, problems }) => (
          <li key={id}>
            <div className="evidence-row">
              <span>{say(said)}</span>
              <Mark plain {...verdicts[verdict]}>
                {t(`proof.${verdict}`)}
              </Mark>
            </div>
            {problems.length > 0 && <ProblemList problems={problems} />}
          </li>
        ))}
      </ul>
    </article>
  );
}
