"use client";

import { GlobalFailure } from "@steward/client";

export default GlobalFailure;
