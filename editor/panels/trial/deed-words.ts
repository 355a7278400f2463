import { useTranslation } from 'react-i18next';
import type { Action } from '@flowmeter/engine/definition/examples.ts';

/** What can be done in a trial, as far as there are words for it. */
const known = [
  'complete',
  'pause',
  'resume',
  'claim',
  'release',
  'wait',
  'advance',
  'tick',
  'message',
  'answer',
  'fail',
  'retry',
  'skip',
  'reroute',
  'cancel',
  'transfer',
  'delegate',
  'add_signer',
  'copy',
  'reassign',
  'hand_back',
  'urge',
  'withdraw',
] as const;

/** An action in a word or two; one without words of its own by its name. */
export function useDeedWords(): (action: Pick<Action, 'do' | 'with'>) => string {
  const { t } = useTranslation('trial');
  return ({ do: what, with: more }) => {
    if (what === 'sign') return t(more?.['verdict'] === 'reject' ? 'deed.reject' : 'deed.agree');
    if (what === 'child_ended') return t('deed.child_ended', { n: Number(more?.['index']) + 1 });
    const word = known.find((one) => one === what);
    return word === undefined ? t('deed.other', { action: what }) : t(`deed.${word}`);
  };
}
