"use client";

import { Checkbox, NumberInput, Switch, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { FieldBinding } from "./use-zod-form.ts";

export interface FieldProps<Value> {
  field: FieldBinding<Value>;
  label?: string;
  description?: ReactNode;
  placeholder?: string;
  disabled?: boolean;
  /** Larger on a page that is nothing but its form. */
  size?: "sm" | "md";
}

/** What all inputs take from a binding; explicit props win over what the schema says. */
export function inputProps<Value>({ field, label, description, placeholder, disabled, size }: FieldProps<Value>) {
  return {
    name: field.name,
    label: label ?? field.label,
    description: description ?? field.description,
    error: field.error,
    required: field.required,
    // The browser's own bubbles would hide the schema's messages.
    "aria-required": field.required,
    placeholder,
    disabled: disabled ?? field.disabled,
    onBlur: field.onBlur,
    ...(size ? { size } : {}),
  };
}

interface TextFieldProps extends FieldProps<string> {
  type?: "text" | "email" | "url" | "search" | "password";
  autoComplete?: string;
  leftSection?: ReactNode;
  autoFocus?: boolean;
}

export function TextField({ type = "text", autoComplete = "off", leftSection, autoFocus, ...props }: TextFieldProps) {
  return (
    <TextInput
      {...inputProps(props)}
      type={type}
      autoComplete={autoComplete}
      leftSection={leftSection}
      data-autofocus={autoFocus || undefined}
      value={props.field.value ?? ""}
      onChange={(event) => props.field.onChange(event.currentTarget.value)}
    />
  );
}

export function TextAreaField({ minRows = 3, ...props }: FieldProps<string> & { minRows?: number }) {
  return (
    <Textarea
      {...inputProps(props)}
      autosize
      minRows={minRows}
      maxRows={14}
      value={props.field.value ?? ""}
      onChange={(event) => props.field.onChange(event.currentTarget.value)}
    />
  );
}

interface NumberFieldProps extends FieldProps<number> {
  min?: number;
  max?: number;
  step?: number;
  decimals?: number;
  suffix?: string;
  /** Off for years and other figures that count nothing. */
  grouped?: boolean;
}

export function NumberField({ min, max, step, decimals = 0, suffix, grouped = true, ...props }: NumberFieldProps) {
  return (
    <NumberInput
      {...inputProps(props)}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(step === undefined ? {} : { step })}
      {...(suffix === undefined ? {} : { suffix })}
      decimalScale={decimals}
      thousandSeparator={grouped ? " " : ""}
      clampBehavior="none"
      value={props.field.value ?? ""}
      onChange={(value) => props.field.onChange(typeof value === "number" ? value : null)}
    />
  );
}

export function CheckboxField(props: FieldProps<boolean>) {
  const { required: _required, "aria-required": _ariaRequired, placeholder: _placeholder, ...rest } = inputProps(props);
  return (
    <Checkbox
      {...rest}
      checked={props.field.value ?? false}
      onChange={(event) => props.field.onChange(event.currentTarget.checked)}
    />
  );
}

export function SwitchField(props: FieldProps<boolean>) {
  const { required: _required, "aria-required": _ariaRequired, placeholder: _placeholder, ...rest } = inputProps(props);
  return (
    <Switch
      {...rest}
      checked={props.field.value ?? false}
      onChange={(event) => props.field.onChange(event.currentTarget.checked)}
    />
  );
}
