import { richTextOf } from "@steward/contracts/kernel/rich-text";
import {
  createComment,
  createCycle,
  createDependency,
  createProject,
  createTask,
  listWorkflow,
  moveTask,
} from "../projects/index.ts";
import { lookUp, minorUnits, reference, type Scene, type Step } from "./steps.ts";
import type { ProjectStory, ProjectTaskStory, Story } from "./story/story.ts";

const minutesPerHour = 60;

/** What people work on: projects, their tasks and cycles, how far they are, and what is said about them. */
export function projectSteps({ projects = [] }: Story): Step[] {
  return projects.flatMap(stepsOf);
}

/** Ids of what a project has got so far, by what the story calls it. */
interface Begun {
  id: string;
  readonly statuses: Map<string, string>;
  readonly tasks: Map<string, string>;
  readonly cycles: Map<string, string>;
}

function stepsOf(project: ProjectStory): Step[] {
  const name = `project/${project.key}`;
  const begun: Begun = { id: "", statuses: new Map(), tasks: new Map(), cycles: new Map() };
  const begin: Step = { name, at: project.since, by: project.by, act: (scene) => start(scene, project, begun) };
  return [begin, ...project.tasks.flatMap((task) => taskSteps(name, project, task, begun))];
}

async function start(scene: Scene, project: ProjectStory, begun: Begun): Promise<void> {
  const { ctx, made, calendar, memberOf } = scene;
  const { id } = await createProject(ctx, {
    ...{ key: project.key, name: project.name, description: project.about, status: "active" },
    ...reference("accountId", made.accounts, project.account),
    visibility: project.isPrivate ? "private" : "organisation",
    isTemplate: project.isTemplate ?? false,
    startOn: calendar.ahead(project.starts),
    dueOn: calendar.ahead(project.ends),
    budgetMinutes: project.hours * minutesPerHour,
    ...(project.budget && { budgetMinor: minorUnits(project.budget) }),
    ...(project.rate && { hourlyRateMinor: minorUnits(project.rate) }),
    members: project.people.map((person) => ({ memberId: memberOf(person), role: "member" })),
  });
  begun.id = id;
  made.projects.set(project.key, id);
  for (const status of await listWorkflow(ctx, id)) begun.statuses.set(status.name, status.id);
  for (const { key, name, from, to } of project.cycles ?? []) {
    const span = { startOn: calendar.ahead(from), endOn: calendar.ahead(to) };
    begun.cycles.set(key, (await createCycle(ctx, { projectId: id, name, ...span })).id);
  }
}

function taskSteps(name: string, project: ProjectStory, task: ProjectTaskStory, begun: Begun): Step[] {
  const id = () => lookUp(begun.tasks, task.key);
  const add: Step = {
    name: `${name}/${task.key}`,
    at: project.since,
    by: project.by,
    act: (scene) => addTask(scene, project, task, begun),
  };
  const moves = (task.path ?? []).map(
    ([status, daysAgo]): Step => ({
      name: `${name}/${task.key}/${status}`,
      at: [daysAgo, "15:10"],
      by: task.to?.[0] ?? project.by,
      act: async ({ ctx }) => void (await moveTask(ctx, { id: id(), statusId: lookUp(begun.statuses, status) })),
    }),
  );
  const comments = (task.says ?? []).map(
    ({ at, by, text }, index): Step => ({
      name: `${name}/${task.key}/says/${index}`,
      at,
      by,
      act: async ({ ctx }) => void (await createComment(ctx, { taskId: id(), content: richTextOf(text) })),
    }),
  );
  return [add, ...moves, ...comments];
}

async function addTask(
  { ctx, calendar, made, memberOf }: Scene,
  project: ProjectStory,
  task: ProjectTaskStory,
  begun: Begun,
): Promise<void> {
  const { id } = await createTask(ctx, {
    projectId: begun.id,
    title: task.title,
    ...(task.about && { description: richTextOf(task.about) }),
    priority: task.priority ?? "none",
    startOn: calendar.ahead(task.days[0]),
    dueOn: calendar.ahead(task.days[1]),
    estimateMinutes: task.hours * minutesPerHour,
    assigneeIds: (task.to ?? []).map(memberOf),
    checklist: [...(task.checklist ?? [])],
    ...reference("cycleId", begun.cycles, task.cycle),
    ...reference("parentId", begun.tasks, task.under),
  });
  begun.tasks.set(task.key, id);
  made.tasks.set(`${project.key}/${task.key}`, id);
  for (const key of task.after ?? []) {
    await createDependency(ctx, { predecessorId: lookUp(begun.tasks, key), successorId: id });
  }
}
