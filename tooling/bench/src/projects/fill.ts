import pg from "pg";

export interface PlanSize {
  readonly projects: number;
  readonly tasksPerProject: number;
}

/** A project of those that were made, by its place in the addresses of the web app. */
export interface FilledProject {
  readonly id: string;
  readonly key: string;
}

const statuses = [
  ["Backlog", "backlog"],
  ["To do", "todo"],
  ["In progress", "inProgress"],
  ["Review", "review"],
  ["Done", "done"],
  ["Cancelled", "cancelled"],
] as const;

/**
 * Gives an organisation projects with many tasks each: dated, assigned, each waiting for the one before it in chains
 * of ten. As the superuser and past triggers and keys: the data is right by construction.
 */
export async function fillProjects(ownerUrl: string, slug: string, size: PlanSize): Promise<FilledProject[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica; set synchronous_commit = off");
    const { rows: projects } = await client.query<FilledProject>(
      `insert into projects_project (tenant_id, id, name, key, status, owner_id, start_on, due_on, currency, last_task_number)
       select tenant.id, gen_random_uuid(), 'Bench project ' || n, 'BENCH' || n, 'active',
         (select member.id from member where member.tenant_id = tenant.id order by member.created_at limit 1),
         current_date - 60, current_date + 120, tenant.currency, $3
       from tenant, generate_series(1, $2::int) n where tenant.slug = $1
       returning id, key`,
      [slug, size.projects, size.tasksPerProject],
    );
    const ids = projects.map(({ id }) => id);
    await client.query(
      `insert into projects_project_member (tenant_id, id, project_id, member_id, role)
       select project.tenant_id, gen_random_uuid(), project.id, member.id, 'lead'
       from projects_project project join member on member.tenant_id = project.tenant_id
       where project.id = any($1::uuid[])`,
      [ids],
    );
    await client.query(
      `insert into projects_task_status (tenant_id, id, project_id, name, kind, position)
       select project.tenant_id, gen_random_uuid(), project.id, step.name, step.kind, step.place
       from projects_project project, unnest($2::text[], $3::text[]) with ordinality as step (name, kind, place)
       where project.id = any($1::uuid[])`,
      [ids, statuses.map(([name]) => name), statuses.map(([, kind]) => kind)],
    );
    await addTasks(client, ids, size);
    await client.query("vacuum (analyze)");
    return projects;
  } finally {
    await client.end();
  }
}

async function addTasks(client: pg.Client, projectIds: readonly string[], size: PlanSize): Promise<void> {
  await client.query(
    `insert into projects_task (tenant_id, id, project_id, number, title, status_id, rank, priority, reporter_id,
       estimate_minutes, start_on, due_on, closed_at, search_text)
     select project.tenant_id, gen_random_uuid(), project.id, n, words.title, status.id, 'a' || lpad(n::text, 8, '0') || 'V', n % 5,
       project.owner_id, 60 * (1 + n % 16), words.begins_on, words.begins_on + n % 6,
       case when status.kind in ('done', 'cancelled') then now() end, lower(words.title)
     from projects_project project
       cross join generate_series(1, $2::int) n
       cross join lateral (
         select (array['Check', 'Order', 'Install', 'Write', 'Test', 'Review'])[1 + n % 6] || ' ' ||
           (array['the pump', 'the report', 'the cable', 'the offer', 'the roof', 'the plan', 'the door'])[1 + n % 7] ||
           ' ' || n as title, project.start_on + n * 170 / $2::int as begins_on
       ) words
       join projects_task_status status on status.tenant_id = project.tenant_id and status.project_id = project.id
         and status.position = 1 + n % $3::int
     where project.id = any($1::uuid[])`,
    [projectIds, size.tasksPerProject, statuses.length],
  );
  await client.query(
    `insert into projects_task_assignee (tenant_id, id, task_id, member_id)
     select task.tenant_id, gen_random_uuid(), task.id, members.ids[1 + task.number % cardinality(members.ids)]
     from projects_task task
       join (select tenant_id, array_agg(id order by id) as ids from member group by tenant_id) members using (tenant_id)
     where task.project_id = any($1::uuid[])`,
    [projectIds],
  );
  await client.query(
    `insert into projects_dependency (tenant_id, id, predecessor_id, successor_id, type)
     select before.tenant_id, gen_random_uuid(), before.id, after.id, 'FS'
     from projects_task before
       join projects_task after on after.tenant_id = before.tenant_id and after.project_id = before.project_id
         and after.number = before.number + 1
     where before.project_id = any($1::uuid[]) and before.number % 10 > 0`,
    [projectIds],
  );
}
