"use client";

import { Alert, Button, Drawer, Group, Kbd, Modal, SimpleGrid, Stack, Text } from "@mantine/core";
import { getHotkeyHandler, useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId } from "react";
import type { z } from "zod";
import { confirmDiscard } from "./use-leave-warning.ts";
import type { ZodForm } from "./use-zod-form.ts";

interface FormProps<Schema extends z.ZodObject> {
  form: ZodForm<Schema>;
  children: ReactNode;
  submitLabel?: string;
  onCancel?: () => void;
  /** Runs after a successful submit. */
  onDone?: () => void;
  id?: string;
}

function FormBody<Schema extends z.ZodObject>({
  form,
  children,
  onDone,
  id,
  footer,
}: FormProps<Schema> & { footer: ReactNode }) {
  const send = async () => {
    if (await form.submit()) onDone?.();
  };
  return (
    <form
      ref={form.formRef}
      id={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a dialog opened from another form must not submit that one too: React events cross portals.
        event.stopPropagation();
        void send();
      }}
      onKeyDown={getHotkeyHandler([["mod+Enter", () => void send()]])}
    >
      <Stack gap="md">
        {form.problem ? (
          <Alert color="red" icon={<IconAlertTriangle size={16} aria-hidden />} role="alert">
            {form.problem.message}
            {form.problem.requestId ? (
              <Text size="xs" mt={4} ff="monospace">
                Request {form.problem.requestId}
              </Text>
            ) : null}
          </Alert>
        ) : null}
        {children}
        {footer}
      </Stack>
    </form>
  );
}

const lowerFirst = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

function Actions({
  submitLabel,
  busy,
  onCancel,
  formId,
}: {
  submitLabel: string;
  busy: boolean;
  onCancel?: (() => void) | undefined;
  formId?: string;
}) {
  return (
    <Group justify="flex-end" gap="xs">
      <Text size="xs" c="dimmed" visibleFrom="sm" mr="auto">
        <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd> to {lowerFirst(submitLabel)}
      </Text>
      {onCancel ? (
        <Button variant="default" onClick={onCancel} disabled={busy}>
          Cancel
        </Button>
      ) : null}
      <Button type="submit" loading={busy} {...(formId ? { form: formId } : {})}>
        {submitLabel}
      </Button>
    </Group>
  );
}

/** A form that stands in a page. */
export function Form<Schema extends z.ZodObject>({ submitLabel = "Save", onCancel, ...props }: FormProps<Schema>) {
  return (
    <FormBody
      {...props}
      footer={<Actions submitLabel={submitLabel} busy={props.form.submitting} onCancel={onCancel} />}
    />
  );
}

/**
 * A form that is the whole of its page, such as signing up: one wide button, no hint at shortcuts, and the focus on the
 * field marked for it, as a dialog does by itself.
 */
export function EntryForm<Schema extends z.ZodObject>({
  submitLabel = "Continue",
  ...props
}: Omit<FormProps<Schema>, "onCancel">) {
  const id = useId();
  useEffect(() => {
    document.getElementById(id)?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [id]);
  return (
    <FormBody
      {...props}
      id={id}
      footer={
        <Button type="submit" size="md" fullWidth loading={props.form.submitting} mt={4}>
          {submitLabel}
        </Button>
      }
    />
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="md">
      {children}
    </SimpleGrid>
  );
}

interface FormDialogProps<Schema extends z.ZodObject> extends Omit<FormProps<Schema>, "onCancel" | "id"> {
  opened: boolean;
  /** Closes the dialog; called after a successful submit too. */
  onClose: () => void;
  title: string;
  size?: "sm" | "md" | "lg" | "xl";
}

function useGuardedClose<Schema extends z.ZodObject>({ form, onClose, onDone }: FormDialogProps<Schema>) {
  const guarded = async () => {
    if (form.submitting) return;
    if (form.dirty && !(await confirmDiscard())) return;
    form.reset();
    onClose();
  };
  const done = () => {
    onDone?.();
    onClose();
  };
  return { guarded: () => void guarded(), done };
}

/** Create or edit beside the list one came from; the whole screen on a phone. */
export function FormDrawer<Schema extends z.ZodObject>(props: FormDialogProps<Schema>) {
  const { form, opened, title, size = "md", children, submitLabel = "Save" } = props;
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  const { guarded, done } = useGuardedClose(props);
  const id = useId();
  return (
    <Drawer
      opened={opened}
      onClose={guarded}
      title={title}
      size={narrow ? "100%" : size}
      styles={{
        content: { display: "flex", flexDirection: "column" },
        body: { flex: 1, minHeight: 0, overflowY: "auto" },
      }}
    >
      <FormBody
        form={form}
        onDone={done}
        id={id}
        footer={
          <div className="steward-sticky-footer">
            <Actions submitLabel={submitLabel} busy={form.submitting} onCancel={guarded} formId={id} />
          </div>
        }
      >
        {children}
      </FormBody>
    </Drawer>
  );
}

/** A short form in the middle of the screen; the whole screen on a phone. */
export function FormModal<Schema extends z.ZodObject>(props: FormDialogProps<Schema>) {
  const { form, opened, title, size = "md", children, submitLabel = "Save" } = props;
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  const { guarded, done } = useGuardedClose(props);
  return (
    <Modal opened={opened} onClose={guarded} title={title} size={size} fullScreen={narrow}>
      <FormBody
        form={form}
        onDone={done}
        footer={<Actions submitLabel={submitLabel} busy={form.submitting} onCancel={guarded} />}
      >
        {children}
      </FormBody>
    </Modal>
  );
}
