/** What may be asked of a case as a whole. */
import { z } from 'zod';

export const CancelBody = z.strictObject({ reason: z.string().trim().min(1).max(2000) });

export type CancelCommand = { type: 'cancel'; reason: string };
