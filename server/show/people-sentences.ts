/** What people did to share a task, in sentences. */
import type { PeopleEventType } from '@flowmeter/engine/case/people-events.ts';
import type { SignPart } from '@flowmeter/engine/case/people-state.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { namesOf } from '../names.ts';
import type { About, Sentences } from './entry.ts';

const signed = { agree: say('同意', 'agreed'), reject: say('不同意', 'did not agree') };
const ended = { pass: say('通过', 'passed'), reject: say('未通过', 'did not pass') };
const chosenBy = {
  previous: say('由此前的办理人办理', 'who did it before'),
  workload: say('待办最少', 'the fewest open tasks'),
  roster: say('当班', 'on duty'),
  withdraw: say('撤回后继续办理', 'took it back'),
};
const times = { before: say('前', 'before'), after: say('后', 'after') };

export const peopleSentences: Pick<Sentences, PeopleEventType> = {
  'task.assigned': ({ seq, to, by }, about) =>
    withReason(
      about,
      seq,
      [`分派给${person(about, to).zh}`, `assigned to ${person(about, to).en}`],
      {
        zh: chosenBy[by].zh,
        en: chosenBy[by].en,
      },
    ),
  'task.transferred': ({ seq, to, reason, on_behalf_of: behalf }, about) => {
    const [who, whom] = [actor(about, behalf), person(about, to)];
    return say(
      `${who.zh}将“${about.visit(seq).zh}”转办给${whom.zh}：${reason}`,
      `${who.en} transferred “${about.visit(seq).en}” to ${whom.en}: ${reason}`,
    );
  },
  'task.reassigned': ({ seq, to, reason, part }, about) => {
    const { actor: who, visit } = about;
    const what = part === undefined ? say('', '') : say('的一个签署人', ' (one of its signers)');
    const whom = to === null ? say('岗位待签收', 'all who can do it') : person(about, to);
    return say(
      `${who.zh}将“${visit(seq).zh}”${what.zh}改派给${whom.zh}：${reason}`,
      `${who.en} reassigned “${visit(seq).en}”${what.en} to ${whom.en}: ${reason}`,
    );
  },
  'task.delegated': ({ seq, to, reason, on_behalf_of: behalf }, about) => {
    const [who, whom] = [actor(about, behalf), person(about, to)];
    return say(
      `${who.zh}将“${about.visit(seq).zh}”委派给${whom.zh}：${reason}`,
      `${who.en} delegated “${about.visit(seq).en}” to ${whom.en}: ${reason}`,
    );
  },
  'task.handed_back': ({ seq, comment, on_behalf_of: behalf }, about) => {
    const who = actor(about, behalf);
    return say(
      `${who.zh}交回“${about.visit(seq).zh}”：${comment}`,
      `${who.en} handed “${about.visit(seq).en}” back: ${comment}`,
    );
  },
  'task.decided': ({ seq, route, comment, on_behalf_of: behalf }, about) => {
    const who = actor(about, behalf);
    const way = about.route(seq, route);
    const [zh, en] = [said(way?.zh), said(way?.en, ': ')];
    return say(
      `${who.zh}办理“${about.visit(seq).zh}”${zh}，待加签人签署${said(comment)}`,
      `${who.en} decided “${about.visit(seq).en}”${en}; added signers come next${said(comment, ': ')}`,
    );
  },
  'task.reopened': ({ seq }, { visit }) =>
    say(
      `加签人不同意，“${visit(seq).zh}”由办理人重新办理`,
      `An added signer did not agree: “${visit(seq).en}” is decided again`,
    ),
  'task.taken_back': ({ seq, reason, on_behalf_of: behalf }, about) => {
    const who = actor(about, behalf);
    return say(
      `${who.zh}撤回“${about.visit(seq).zh}”：${reason}`,
      `${who.en} took “${about.visit(seq).en}” back: ${reason}`,
    );
  },
  'task.copied': ({ seq, to, note }, about) => {
    const names = to.map((one) => person(about, one));
    return say(
      `${about.actor.zh}将“${about.visit(seq).zh}”抄送${joined(names).zh}${said(note)}`,
      `${about.actor.en} sent a copy of “${about.visit(seq).en}” to ${joined(names).en}${said(note, ': ')}`,
    );
  },
  'task.urged': ({ seq, reason }, { actor: who, visit }) =>
    say(
      `${who.zh}催办“${visit(seq).zh}”：${reason}`,
      `${who.en} urged “${visit(seq).en}”: ${reason}`,
    ),
  'signing.opened': ({ seq, parts }, about) => {
    const posts = parts.map((part) => signer(about, part));
    return say(
      `“${about.visit(seq).zh}”待${joined(posts).zh}签署`,
      `“${about.visit(seq).en}” is to be signed by ${joined(posts).en}`,
    );
  },
  'signers.added': ({ seq, when, persons, reason }, about) => {
    const names = joined(persons.map((one) => person(about, one)));
    const { actor: who, visit } = about;
    return say(
      `${who.zh}对“${visit(seq).zh}”${times[when].zh}加签：${names.zh}（${reason}）`,
      `${who.en} added signers ${times[when].en} “${visit(seq).en}”: ${names.en} (${reason})`,
    );
  },
  'task.signed': ({ seq, verdict, comment, on_behalf_of: behalf }, about) => {
    const who = actor(about, behalf);
    const how = signed[verdict];
    return say(
      `${who.zh}签署“${about.visit(seq).zh}”：${how.zh}${said(comment, '，')}`,
      `${who.en} signed “${about.visit(seq).en}”: ${how.en}${said(comment, ', ')}`,
    );
  },
  'signing.closed': ({ seq, result, withdrawn }, about) => {
    const { zh, en } = ended[result];
    const count = withdrawn.length;
    const rest =
      count === 0
        ? say('', '')
        : say(`，其余 ${count} 人不再签署`, `; ${count} more need not sign`);
    return say(
      `“${about.visit(seq).zh}”签署结果已定：${zh}${rest.zh}`,
      `The signing of “${about.visit(seq).en}” is decided: ${en}${rest.en}`,
    );
  },
};

/** Who acted; in whose place, where that person was absent. */
export function actor({ actor: who, inForce }: About, behalf: string | undefined): Localized {
  if (behalf === undefined) return who;
  const absent = namesOf(inForce).person(behalf).name;
  return say(`${who.zh}（代${absent.zh}）`, `${who.en} (for ${absent.en})`);
}

function person({ inForce }: About, id: string): Localized {
  return namesOf(inForce).person(id).name;
}

function signer({ inForce }: About, { post }: Pick<SignPart, 'post'>): Localized {
  return namesOf(inForce).post(post ?? '').name;
}

function withReason(
  { visit }: About,
  seq: number,
  [zh, en]: [string, string],
  reason: Localized,
): Localized {
  return say(`“${visit(seq).zh}”${zh}（${reason.zh}）`, `“${visit(seq).en}” ${en} (${reason.en})`);
}

function joined(names: readonly Localized[]): Localized {
  return {
    zh: names.map((name) => name.zh).join('、'),
    en: names.map((name) => name.en).join(', '),
  };
}

function said(text: string | undefined, before = '：'): string {
  return text === undefined || text === '' ? '' : `${before}${text}`;
}

function say(zh: string, en: string): Localized {
  return { zh, en };
}
