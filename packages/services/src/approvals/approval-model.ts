import type { Role } from "@steward/contracts";

/** People of the model: three who hold the permission, and two who do not. */
export const people = ["owner", "admin", "manager", "member", "technician"] as const satisfies Role[];
export type Person = (typeof people)[number];
export const holders: readonly Person[] = ["owner", "admin", "manager"];

export interface ModelStep {
  /** Null: whoever holds the permission. */
  readonly named: readonly Person[] | null;
  readonly quorum: "any" | "all";
}

/** One request as the rules of approval have it, written as plainly as they read. */
export class ApprovalModel {
  status: "pending" | "approved" | "rejected" | "cancelled" = "pending";
  position = 0;
  readonly disabled = new Set<Person>();
  readonly delegations = new Set<`${Person} to ${Person}`>();
  private said = new Set<Person>();
  private readonly requester: Person;
  private readonly steps: readonly ModelStep[];
  private readonly order: readonly Person[];

  /** @param order whose place is taken first where several are free */
  constructor(requester: Person, steps: readonly ModelStep[], order: readonly Person[]) {
    this.requester = requester;
    this.steps = steps;
    this.order = order;
  }

  /** Whether somebody else may decide each step. */
  canBeAsked(): boolean {
    return this.steps.every((step) => this.deciders(step).length > 0);
  }

  /** False where it is refused. */
  decide(by: Person, decision: "approve" | "reject"): boolean {
    const step = this.steps[this.position];
    if (this.status !== "pending" || !step || this.disabled.has(by) || by === this.requester) return false;
    const places = [by, ...this.order.filter((one) => this.delegations.has(`${one} to ${by}`))];
    const place = places.find((one) => this.deciders(step).includes(one) && !this.said.has(one));
    if (!place) return false;
    if (decision === "reject") {
      this.status = "rejected";
      return true;
    }
    this.said.add(place);
    if (step.quorum === "all" && !this.deciders(step).every((one) => this.said.has(one))) return true;
    this.said = new Set();
    this.position += 1;
    if (this.position === this.steps.length) this.status = "approved";
    return true;
  }

  cancel(by: Person): boolean {
    if (this.status !== "pending" || by !== this.requester) return false;
    this.status = "cancelled";
    return true;
  }

  private deciders({ named }: ModelStep): readonly Person[] {
    return (named ?? holders).filter((one) => one !== this.requester && !this.disabled.has(one));
  }
}
