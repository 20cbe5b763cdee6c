import type { ChecklistReason } from "@steward/contracts/projects/checklist";
import type { CommentReason } from "@steward/contracts/projects/comment";
import type { CustomFieldReason } from "@steward/contracts/projects/custom-field";
import type { CycleReason } from "@steward/contracts/projects/cycle";
import type { IntakeReason } from "@steward/contracts/projects/intake";
import type { MilestoneReason } from "@steward/contracts/projects/milestone";
import type { ProjectReason } from "@steward/contracts/projects/project";
import type { StatusReason } from "@steward/contracts/projects/status";
import type { TaskReason } from "@steward/contracts/projects/task";
import type { TaskTemplateReason } from "@steward/contracts/projects/task-template";
import { registerProblemTexts } from "@steward/ui";

const projectWords: Record<ProjectReason, string> = {
  "project.archived": "This project is archived. Bring it back before you change anything in it.",
  "project.days_reversed": "A project cannot be due before it starts. Check both days.",
  "project.key_taken": "Another project has this key already.",
  "project.last_lead": "A project needs somebody who leads it and can sign in. Make somebody else lead first.",
  "project.not_a_lead": "Only those who lead this project can do this.",
  "project.not_a_worker": "You look on in this project. Ask one of its leads to make you a member.",
  "project.too_many_members": "There are too many people in this project already.",
};

const taskWords: Record<TaskReason, string> = {
  "task.custom_field_invalid": "One of the project's own fields holds something that it cannot. Check it.",
  "task.custom_field_missing": "This project asks for something that is missing. Fill in its required fields.",
  "task.days_reversed": "A task cannot be due before it starts. Check both days.",
  "task.external_ref_taken": "Another task of this project has this reference already.",
  "task.assignee_elsewhere": "Tasks are given to those who work in the project. Add them to it first.",
  "task.changed_since": "This has been changed again since. Undo the later change first.",
  "task.not_undoable": "This cannot be undone.",
  "task.other_projects": "These tasks belong to several projects. Choose those of one.",
  "task.parent_elsewhere": "A task can only be a part of one of the same project.",
  "task.parent_cycle": "The chosen task is itself a part of this one.",
  "task.too_deep": "Subtasks are nested too deep here. Choose a task further up.",
  "task.recurrence_invalid": "This rule for repeating is not one that can be followed.",
  "task.sort_needs_project": "Tasks of all projects are sorted by change or by due day only.",
  "task.status_elsewhere": "This status belongs to another project, or was removed. Load the page again.",
};

const planWords: Record<
  | ChecklistReason
  | CommentReason
  | CustomFieldReason
  | CycleReason
  | IntakeReason
  | MilestoneReason
  | StatusReason
  | TaskTemplateReason,
  string
> = {
  "checklist.too_long": "This checklist is long enough. Make subtasks of what else there is to do.",
  "comment.not_the_author": "Only who wrote a comment can change it.",
  "customField.name_taken": "Another field has this name already.",
  "customField.options_missing": "Say what may be chosen.",
  "customField.order_incomplete": "Somebody changed the fields meanwhile. Load them again.",
  "customField.too_many": "There are too many fields already.",
  "cycle.days_reversed": "A cycle cannot end before it begins. Check both days.",
  "cycle.completed": "This cycle is completed.",
  "cycle.elsewhere": "This cycle belongs to another project.",
  "cycle.too_long": "A cycle takes a year at most.",
  "cycle.too_many": "There are too many cycles already.",
  "intake.closed": "This project takes no requests at the moment.",
  "intake.too_many": "You have asked a lot of this project within an hour. Go on a little later.",
  "milestone.too_many": "There are too many milestones already.",
  "status.elsewhere": "This status belongs to another project.",
  "status.has_tasks": "There are tasks in this status. Choose where they go.",
  "status.last_open": "This is the only status for work that is open. A project needs one.",
  "status.last_ended": "This is the only status for work that is done. A project needs one.",
  "status.name_taken": "Another status has this name already.",
  "status.order_incomplete": "Somebody changed the workflow meanwhile. Load it again.",
  "status.too_many": "There are too many statuses already.",
  "taskTemplate.name_taken": "Another template has this name already.",
  "taskTemplate.too_many": "There are too many templates already.",
};

registerProblemTexts({ ...projectWords, ...taskWords, ...planWords });
