/** Backups: which there are, and one made now. */
import { z } from '@hono/zod-openapi';
import { backupsIn } from '../backup/backups-in.ts';
import { refuse } from '../problem-answer.ts';
import { backupView } from '../show/privacy.ts';
import { backUpNow } from '../use-cases/scheduled-backup.ts';
import { BackupView } from '../views/privacy.ts';
import { nightsOf } from '../worker/nights.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

const list = defineRoute('list_backups', {
  method: 'get',
  path: '/api/backups',
  tags: ['backup'],
  responses: {
    200: json(
      z.object({
        rows: z.array(BackupView),
        /** Null where no folder is set for them. */
        next: z.string().nullable(),
        keep: z.number(),
      }),
      'Newest first.',
    ),
    ...refusals,
  },
});

const make = defineRoute('make_backup', {
  method: 'post',
  path: '/api/backups',
  tags: ['backup'],
  responses: { 201: json(BackupView, 'Made, while the server goes on.'), ...refusals },
});

export const backupRoutes = newRoutes()
  .openapi(list, (c) => {
    const { deps } = c.var;
    const { to, at, keep } = deps.backups;
    const rows = to === undefined ? [] : backupsIn(to).map(backupView);
    return c.json({ rows, next: to === undefined ? null : nightsOf(deps, at).next, keep }, 200);
  })
  .openapi(make, async (c) => {
    const done = await backUpNow(c.var.deps, c.var.actor.id);
    return done.ok ? c.json(backupView(done.value), 201) : refuse(c, done.problems);
  });
