import type { ActivityKind } from "@steward/contracts/crm/activity";
import type { IconComponent, Tone } from "@steward/ui";
import { IconCalendarEvent, IconCheckbox, IconMail, IconNote, IconPhone } from "@tabler/icons-react";

interface KindLook {
  label: string;
  /** "Anna logged a call" */
  logged: string;
  icon: IconComponent;
  tone: Tone;
}

/** How the kinds of activity look and are spoken of. */
export const kindLooks: Record<ActivityKind, KindLook> = {
  note: { label: "Note", logged: "wrote a note", icon: IconNote, tone: "neutral" },
  call: { label: "Call", logged: "logged a call", icon: IconPhone, tone: "info" },
  email: { label: "E-mail", logged: "logged an e-mail", icon: IconMail, tone: "info" },
  meeting: { label: "Meeting", logged: "logged a meeting", icon: IconCalendarEvent, tone: "progress" },
  task: { label: "Task", logged: "planned a task", icon: IconCheckbox, tone: "warning" },
};
