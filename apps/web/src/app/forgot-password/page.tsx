import { ApiProvider } from "@steward/client";
import type { Metadata } from "next";
import { ForgotPasswordForm } from "../../account/entry/forgot-password-form.tsx";

export const metadata: Metadata = { title: "Forgotten password" };

export default function Page() {
  return (
    <ApiProvider tenant={null}>
      <ForgotPasswordForm />
    </ApiProvider>
  );
}
