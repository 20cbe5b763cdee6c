import type { Metadata } from "next";
import { PasswordPage } from "../../../account/password-page.tsx";

export const metadata: Metadata = { title: "Password" };

export default PasswordPage;
