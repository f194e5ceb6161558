/** What an account may do. 'coordinator' and 'member' also come with a seat on a board, for as long as it lasts. */
export const roles = ['submitter', 'coordinator', 'member', 'administrator'] as const;
export type Role = (typeof roles)[number];

export const boardRoles = ['coordinator', 'member'] as const;
export type BoardRole = (typeof boardRoles)[number];

export type AccountKind = 'person' | 'machine';

/** Who makes a request, as of this request. */
export interface Actor {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly siteId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Boards on which the actor now has a seat, in any role. */
  readonly boardIds: readonly string[];
  /** Boards which the actor now coordinates. */
  readonly coordinatorOf: readonly string[];
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
