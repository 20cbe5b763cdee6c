"use client";

import { Stack } from "@mantine/core";
import { EmptyState } from "@steward/ui";
import { IconLock } from "@tabler/icons-react";
import { ProjectFrame } from "../project/project-frame.tsx";
import { CustomFieldsCard } from "./custom-fields-card.tsx";
import { DetailsCard } from "./details-card.tsx";
import { EndingCard } from "./ending-card.tsx";
import { IntakeCard } from "./intake-card.tsx";
import { TaskTemplatesCard } from "./task-templates-card.tsx";
import { WorkflowCard } from "./workflow-card.tsx";

/** How a project is set up, for those who run it. */
export function ProjectSettingsPage({ id }: { id: string }) {
  return (
    <ProjectFrame id={id}>
      {(project) =>
        project.rights.lead ? (
          <Stack gap="md" maw={860}>
            <DetailsCard key={project.version} project={project} />
            <WorkflowCard project={project} />
            <CustomFieldsCard projectId={project.id} />
            <TaskTemplatesCard projectId={project.id} />
            <IntakeCard project={project} />
            <EndingCard project={project} />
          </Stack>
        ) : (
          <EmptyState
            icon={IconLock}
            title="Settings are for leads"
            description="Ask one of the project's leads to change how it is set up."
          />
        )
      }
    </ProjectFrame>
  );
}
