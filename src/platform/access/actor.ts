/**
 * What an account may do; one account may hold several. 'coordinator', 'member' and 'chair' also come with a seat on a board, for as long
 * as it lasts, and with standing in for somebody who has one; a chair is a member too. 'referrer' comes with no seat and opens no patient:
 * it lets an account refer patients, and follow those.
 */
export const roles = ['submitter', 'coordinator', 'member', 'chair', 'referrer', 'administrator'] as const;
export type Role = (typeof roles)[number];

export const boardRoles = ['coordinator', 'member', 'chair'] as const;
export type BoardRole = (typeof boardRoles)[number];

export type AccountKind = 'person' | 'machine';

/** Who makes a request, as of this request. */
export interface Actor {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly siteId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Boards on which the actor now has a seat in any role, or stands in for somebody who has. */
  readonly boardIds: readonly string[];
  /** Boards which the actor now coordinates. */
  readonly coordinatorOf: readonly string[];
  /** Boards which the actor now chairs. */
  readonly chairOf: readonly string[];
}

const actors = new WeakMap<object, Actor>();

/** Remembers who makes a request, for as long as the request object lives. */
export function rememberActor(request: object, actor: Actor): void {
  actors.set(request, actor);
}

/** Who makes the request, or undefined on a public route. */
export function actorOf(request: object): Actor | undefined {
  return actors.get(request);
}
