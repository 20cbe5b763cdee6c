import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idInput, idSchema } from "../kernel/list.ts";
import { type DependencyType, dependencyTypes, type TaskRef } from "./task.ts";

/** How many tasks one may wait for, and how many may wait for it. */
export const maxDependencies = 100;
const maxLagDays = 1_000;

const dependencyFields = {
  type: z.enum(dependencyTypes),
  /** Working days between the two ends; negative: they overlap. */
  lagDays: z.number().int().min(-maxLagDays).max(maxLagDays),
};

export const listDependenciesInput = z.object({ taskId: idSchema });

/** Both tasks belong to one project. */
export const createDependencyInput = z.object({
  predecessorId: idSchema,
  successorId: idSchema,
  type: dependencyFields.type.default("FS"),
  lagDays: dependencyFields.lagDays.default(0),
});
export type CreateDependencyInput = z.input<typeof createDependencyInput>;

export const updateDependencyInput = idInput.extend(z.object(dependencyFields).partial().shape);
export type UpdateDependencyInput = z.infer<typeof updateDependencyInput>;

export interface DependencyItem {
  id: string;
  predecessorId: string;
  successorId: string;
  type: DependencyType;
  lagDays: number;
}

/** A dependency as one of its tasks shows it: with the other one. */
export interface TaskDependency {
  id: string;
  type: DependencyType;
  lagDays: number;
  task: TaskRef;
}

export interface TaskDependencies {
  /** What it waits for, and what waits for it, by number. */
  predecessors: TaskDependency[];
  successors: TaskDependency[];
}

/** A thing of the task that waits. */
export const taskDependencyChanged = defineEvent(
  "projects.task.dependencyChanged",
  z.object({
    action: z.enum(["added", "changed", "removed"]),
    dependencyId: idSchema,
    predecessorId: idSchema,
    /** `ACME-142` */
    predecessorKey: z.string(),
    type: dependencyFields.type,
    lagDays: z.number(),
  }),
);

/** Reasons this resource refuses with. `cycle` names the tasks in `details.tasks`, each waiting for the one before it. */
export type DependencyReason =
  | "dependency.cycle"
  | "dependency.elsewhere"
  | "dependency.exists"
  | "dependency.too_many";
