import type { Role } from "@steward/contracts";

/** People of the model: three who hold the permission, and two who do not. */
export const people = ["owner", "admin", "manager", "member", "technician"] as const satisfies Role[];
export type Person = (typeof people)[number];
export const holders: readonly Person[] = ["owner", "admin", "manager"];

/** To whom falls what nobody else is left to decide. */
const runners: readonly Person[] = ["owner", "admin"];

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
  private readonly steps: ModelStep[];
  private readonly order: readonly Person[];

  /** @param order whose place is taken first where several are free */
  constructor(requester: Person, steps: readonly ModelStep[], order: readonly Person[]) {
    this.requester = requester;
    this.steps = [...steps];
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
    this.advance();
    return true;
  }

  /** Somebody who was to decide may be gone. */
  recount(): void {
    const step = this.steps[this.position];
    if (this.status !== "pending" || !step) return;
    const deciders = this.deciders(step);
    if (deciders.length === 0) this.handOver();
    else if (step.quorum === "all" && deciders.every((one) => this.said.has(one))) this.advance();
  }

  private advance(): void {
    this.said = new Set();
    this.position += 1;
    const next = this.steps[this.position];
    if (!next) this.status = "approved";
    else if (this.deciders(next).length === 0) this.handOver();
  }

  private handOver(): void {
    const step: ModelStep = { named: runners, quorum: "any" };
    if (this.deciders(step).length === 0) return;
    this.said = new Set();
    this.steps[this.position] = step;
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
