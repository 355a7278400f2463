/** The actions of the canvas that is edited, for the command box. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Offer, useOffering } from '../shell/offers.ts';
import type { Situation } from './action-runs.ts';
import { actionIds, actionOf, isPossible, writtenKey } from './actions.ts';
import { isMac } from './context-menu.tsx';

/** Only those that can be done now, and take no key to say which way. */
export function useOffers(read: () => Situation, editable: boolean): void {
  const { t } = useTranslation('canvas');
  const ask = useCallback((): Offer[] => {
    const at = read();
    return actionIds
      .filter((id) => !actionOf(id).onlyByKey && isPossible(id, at))
      .map((id) => ({
        id,
        words: t(`action.${id}`),
        key: writtenKey(actionOf(id).keys[0] ?? '', isMac()),
        isNear: actionOf(id).group === 'step',
        run: () => {
          // The box holds the keyboard until it is gone.
          setTimeout(() => {
            at.view.getState().camera?.focus();
            actionOf(id).run(read());
          });
        },
      }));
  }, [read, t]);
  useOffering(editable ? ask : undefined);
}
