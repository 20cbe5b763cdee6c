import { z } from "zod";
import { idInput, idSchema } from "../kernel/list.ts";
import { versionSchema } from "../kernel/record.ts";
import type { RichText } from "../kernel/rich-text.ts";
import { nameSchema } from "../kernel/text.ts";
import { createTaskInput, type Priority } from "./task.ts";

export const maxTaskTemplates = 100;

const templateFields = {
  name: nameSchema("Name the template", 80),
  title: createTaskInput.shape.title,
  description: createTaskInput.shape.description.unwrap(),
  priority: createTaskInput.shape.priority.unwrap(),
  estimateMinutes: createTaskInput.shape.estimateMinutes.unwrap(),
  checklist: createTaskInput.shape.checklist.unwrap(),
};

export const listTaskTemplatesInput = z.object({ projectId: idSchema });

export const createTaskTemplateInput = z
  .object({ ...templateFields, projectId: idSchema })
  .partial()
  .required({ projectId: true, name: true, title: true });
export type CreateTaskTemplateInput = z.infer<typeof createTaskTemplateInput>;

export const updateTaskTemplateInput = z
  .object(templateFields)
  .partial()
  .extend({ ...idInput.shape, version: versionSchema });
export type UpdateTaskTemplateInput = z.infer<typeof updateTaskTemplateInput>;

/** What a new task of a project may begin as. */
export interface TaskTemplateItem {
  id: string;
  name: string;
  title: string;
  description: RichText | null;
  priority: Priority;
  estimateMinutes: number | null;
  checklist: string[];
  version: number;
}

/** Reasons this resource refuses with. */
export type TaskTemplateReason = "taskTemplate.name_taken" | "taskTemplate.too_many";
