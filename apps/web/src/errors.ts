// What the reasons of each module mean to the person who meets them.
import "./approvals/approval-words.ts";
import "./crm/import/import-problems.ts";
import "./crm/record-problems.ts";
import "./crm/sales-problems.ts";
import "./files/file/file-problems.ts";
import "./messaging/conversation/conversation-words.ts";
import "./projects/port/import-words.ts";
import "./projects/gantt/schedule-problems.ts";
import "./projects/project-problems.ts";
import "./time/time-words.ts";
