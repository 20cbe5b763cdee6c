import type { Role } from "./role.ts";

/** Which records a permission reaches, where those are not all: `ownRows` filters by it, the explanation names it. */
export interface RowRule {
  /** `own`: those the member made. `ownOrShared`: also what others share with everyone. */
  readonly reach: "own" | "ownOrShared";
  /** The permission of the same resource that reaches all of them. */
  readonly allWith?: string;
}

/** What a resource lets people do: the action's name, what it means on screen, who may by default. */
export interface PermissionDefinition {
  readonly description: string;
  readonly roles: readonly Role[];
  readonly rows?: RowRule;
  /**
   * What is changed with it is decided about people, or said to them: by a member's own hands, never by an operator in their
   * name.
   */
  readonly ownHands?: true;
}

/** Everyone who works inside the organisation; guests see only what is shared with them. */
export const staff = ["owner", "admin", "manager", "productOwner", "member", "technician"] as const satisfies Role[];
/** Those who work with customers and records every day. */
export const office = ["owner", "admin", "manager", "productOwner", "member"] as const satisfies Role[];
/** Those who answer for other people's work. */
export const managers = ["owner", "admin", "manager"] as const satisfies Role[];
/** Those who run the organisation itself. */
export const administrators = ["owner", "admin"] as const satisfies Role[];

type Qualified<Address extends string, Actions extends Record<string, PermissionDefinition>> = {
  readonly [Action in keyof Actions & string as `${Address}.${Action}`]: PermissionDefinition;
};

/**
 * Declares the permissions of one resource: `definePermissions("crm.account", { read: … })` yields
 * `{ "crm.account.read": … }`. Each resource file exports its own; `permissions.ts` gathers them.
 */
export function definePermissions<
  const Address extends string,
  const Actions extends Record<string, PermissionDefinition>,
>(address: Address, actions: Actions): Qualified<Address, Actions> {
  return Object.fromEntries(
    Object.entries(actions).map(([action, definition]) => [`${address}.${action}`, definition]),
  ) as Qualified<Address, Actions>;
}
