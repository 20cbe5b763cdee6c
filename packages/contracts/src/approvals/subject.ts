/** A kind of record that others have to agree to. */
export interface ApprovalSubject<Address extends string = string> {
  /** `time.timesheet` */
  readonly address: Address;
  /** What it is called on screen: "Timesheet". */
  readonly label: string;
  /** The permission that the module itself asks for to decide: a key decides nothing of the kind without it. */
  readonly decide: string;
  /** Where the record is shown, within the organisation. */
  path(entityId: string): string;
}

/**
 * Declares what can be asked approval for, beside the resource's events:
 *
 * ```ts
 * export const timesheetApproval = defineApprovalSubject("time.timesheet", {
 *   label: "Timesheet",
 *   decide: "time.timesheet.decide",
 *   path: (id) => `/time/timesheets/${id}`,
 * });
 * ```
 *
 * List it in `approval-subjects.ts`, and say in `services/approval-subjects` what a decision does to the record.
 */
export function defineApprovalSubject<const Address extends string>(
  address: Address,
  description: Omit<ApprovalSubject, "address">,
): ApprovalSubject<Address> {
  return { address, ...description };
}
