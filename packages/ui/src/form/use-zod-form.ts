"use client";

import { useForm } from "@mantine/form";
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { type Problem, toProblem } from "../feedback/problem.ts";
import { issueText } from "./issue-text.ts";
import { humanise, isRequired, issuesToErrors, placeErrors, prepareValues } from "./schema.ts";
import { useLeaveWarning } from "./use-leave-warning.ts";

/** What a field component needs to show and change one value of a form. */
export interface FieldBinding<Value> {
  name: string;
  value: Value | null | undefined;
  onChange: (value: Value | null | undefined) => void;
  onBlur: () => void;
  error: ReactNode;
  /** Messages of parts of the value, by path below it: `0.address`. */
  partErrors: Readonly<Record<string, string>>;
  required: boolean;
  label: string;
  description?: string | undefined;
  disabled: boolean;
}

export type DraftValues<Input> = { [Name in keyof Input]?: Input[Name] | null | undefined };

export interface ZodFormOptions<Schema extends z.ZodObject> {
  /** The schema the procedure takes: one truth for both sides. */
  schema: Schema;
  initialValues?: DraftValues<z.input<Schema>>;
  /** Receives what the schema made of the values. A rejection is shown on its fields; nothing typed is lost. */
  onSubmit: (values: z.output<Schema>) => unknown;
  /** Off where what was typed is not worth a question: signing up, a code. */
  warnBeforeLeaving?: boolean;
}

export interface ZodForm<Schema extends z.ZodObject = z.ZodObject> {
  field: <Name extends keyof z.input<Schema> & string>(name: Name) => FieldBinding<NonNullable<z.input<Schema>[Name]>>;
  values: DraftValues<z.input<Schema>>;
  setValue: <Name extends keyof z.input<Schema> & string>(name: Name, value: z.input<Schema>[Name] | null) => void;
  submit: (event?: FormEvent<HTMLFormElement>) => Promise<boolean>;
  reset: (values?: DraftValues<z.input<Schema>>) => void;
  dirty: boolean;
  submitting: boolean;
  /** What no field can show: said above the form. */
  problem: Pick<Problem, "message" | "requestId"> | undefined;
  formRef: (element: HTMLFormElement | null) => void;
}

type Values = Record<string, unknown>;

// Widens the name: over a generic schema the form library cannot resolve the type behind a path.
function assign(form: ReturnType<typeof useForm<Values>>, name: string, value: unknown): void {
  form.setFieldValue(name, value);
}

function focusFirstInvalid(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]:not(:disabled)')?.focus();
}

/**
 * A form bound to the zod schema of its procedure: labels and required marks derived, the first invalid field
 * focused, the server's messages on their fields, a warning before unsaved input is lost.
 */
export function useZodForm<Schema extends z.ZodObject>(options: ZodFormOptions<Schema>): ZodForm<Schema> {
  const { schema, initialValues, onSubmit, warnBeforeLeaving = true } = options;
  const element = useRef<HTMLFormElement | null>(null);
  const running = useRef(false);
  const [submitting, setSubmitting] = useState(false);
  const [problem, setProblem] = useState<ZodForm<Schema>["problem"]>();
  const [focusRound, setFocusRound] = useState(0);
  const form = useForm<Values>({ mode: "controlled", initialValues: { ...initialValues } });
  const dirty = form.isDirty();

  useLeaveWarning(warnBeforeLeaving && dirty && !submitting);
  // Errors are in the DOM only after the render that follows, so focus moves from an effect.
  useEffect(() => {
    if (focusRound > 0) focusFirstInvalid(element.current);
  }, [focusRound]);

  const fail = (errors: Record<string, string>, rest: string[], requestId?: string) => {
    form.setErrors(errors);
    setProblem(rest.length > 0 ? { message: rest.join(" "), requestId } : undefined);
    setFocusRound((round) => round + 1);
    return false;
  };

  const failFromServer = (error: unknown) => {
    const failure = toProblem(error);
    const { placed, unplaced } = placeErrors(Object.keys(schema.shape), failure.fields);
    const spoken = Object.keys(placed).length > 0 ? unplaced : [failure.message, ...unplaced];
    return fail(placed, spoken, failure.requestId);
  };

  const submit = async (event?: FormEvent<HTMLFormElement>): Promise<boolean> => {
    event?.preventDefault();
    event?.stopPropagation();
    if (running.current) return false;
    const parsed = schema.safeParse(prepareValues(schema.shape, form.getValues()), { error: issueText });
    if (!parsed.success) {
      const { "": whole, ...errors } = issuesToErrors(parsed.error.issues);
      return fail(errors, whole ? [whole] : []);
    }
    running.current = true;
    setSubmitting(true);
    form.clearErrors();
    setProblem(undefined);
    try {
      await onSubmit(parsed.data);
      form.resetDirty();
      return true;
    } catch (error) {
      return failFromServer(error);
    } finally {
      running.current = false;
      setSubmitting(false);
    }
  };

  return {
    field: (name) => bindField(form, schema, name, submitting),
    values: form.values as DraftValues<z.input<Schema>>,
    setValue: (name, value) => assign(form, name, value),
    submit,
    reset: (values) => {
      if (values) form.setInitialValues({ ...values });
      form.reset();
      setProblem(undefined);
    },
    dirty,
    submitting,
    problem,
    formRef: useCallback((next: HTMLFormElement | null) => {
      element.current = next;
    }, []),
  };
}

function bindField<Schema extends z.ZodObject, Name extends keyof z.input<Schema> & string>(
  form: ReturnType<typeof useForm<Values>>,
  schema: Schema,
  name: Name,
  disabled: boolean,
): FieldBinding<NonNullable<z.input<Schema>[Name]>> {
  const property = schema.shape[name];
  const meta = property && "meta" in property && typeof property.meta === "function" ? property.meta() : undefined;
  const below = `${name}.`;
  const partErrors: Record<string, string> = {};
  for (const [path, message] of Object.entries(form.errors)) {
    if (path.startsWith(below) && typeof message === "string") partErrors[path.slice(below.length)] = message;
  }
  return {
    name,
    value: form.values[name] as NonNullable<z.input<Schema>[Name]> | null | undefined,
    onChange: (value) => {
      for (const path of Object.keys(partErrors)) form.clearFieldError(`${below}${path}`);
      assign(form, name, value);
    },
    onBlur: () => form.setTouched({ ...form.getTouched(), [name]: true }),
    error: form.errors[name],
    partErrors,
    required: property ? isRequired(property) : false,
    label: typeof meta?.title === "string" ? meta.title : humanise(name),
    description: typeof meta?.description === "string" ? meta.description : undefined,
    disabled,
  };
}
