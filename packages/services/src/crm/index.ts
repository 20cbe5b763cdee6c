export type { BulkResult } from "../kernel/index.ts";
export { createAccount, removeAccounts, restoreAccounts, updateAccount } from "./account/account.ts";
export { updateManyAccounts } from "./account/bulk.ts";
export { type DuplicateCandidate, findDuplicateAccounts } from "./account/duplicates.ts";
export { type ExportChunk, exportAccounts } from "./account/export.ts";
export { type MergeResult, mergeAccounts } from "./account/merge.ts";
export type { MoveCounts } from "./account/merge-moves.ts";
export { type MergeCandidate, previewMerge } from "./account/merge-preview.ts";
export { undoMerge } from "./account/merge-undo.ts";
export {
  type AccountDetail,
  type AccountSummary,
  countAccounts,
  type Facet,
  getAccount,
  listAccounts,
  listIndustries,
  type RecordRef,
} from "./account/queries.ts";
export {
  getAccountTimeline,
  type TimelineActivity,
  type TimelineEntry,
  type TimelineEvent,
} from "./account/timeline.ts";
export {
  completeActivity,
  createActivity,
  removeActivities,
  restoreActivities,
  updateActivity,
} from "./activity/activity.ts";
export {
  type ActivityItem,
  countActivities,
  countTasks,
  getActivity,
  listActivities,
  listTasks,
  type TaskCounts,
} from "./activity/queries.ts";
export { updateManyContacts } from "./contact/bulk.ts";
export { createContact, removeContacts, restoreContacts, updateContact } from "./contact/contact.ts";
export { exportContacts, exportContactVcards, getContactVcard } from "./contact/export.ts";
export { type ContactDetail, type ContactSummary, countContacts, getContact, listContacts } from "./contact/queries.ts";
export { type BoardColumn, getBoardColumn, getDealBoard } from "./deal/board.ts";
export { removeDeals, restoreDeals, updateManyDeals } from "./deal/bulk.ts";
export { createDeal, loseDeal, moveDeal, reopenDeal, updateDeal, winDeal } from "./deal/deal.ts";
export { exportDeals } from "./deal/export.ts";
export {
  countDeals,
  type DealDetail,
  type DealStay,
  type DealSummary,
  type DealTotals,
  getDeal,
  listDeals,
  totalDeals,
} from "./deal/queries.ts";
export { type DealDraft, insertDeals } from "./deal/rows.ts";
export {
  type CurrencyForecast,
  type Forecast,
  type ForecastCell,
  type ForecastGroup,
  type ForecastMonth,
  getForecast,
  getForecastByOwner,
  type OwnerForecast,
} from "./forecast/forecast.ts";
export {
  type ClosedMonth,
  type CurrencySummary,
  getClosedByMonth,
  getLostReasons,
  getSalesSummary,
  type SalesSummary,
} from "./forecast/report.ts";
export {
  countImports,
  getErrorFile,
  getImport,
  type ImportDetail,
  type ImportRowItem,
  type ImportSummary,
  listImportRows,
  listImports,
  sampleFile,
} from "./import/import-queries.ts";
export {
  cancelImport,
  configureImport,
  removeImport,
  retryImport,
  startImport,
} from "./import/imports.ts";
export {
  type FieldReview,
  type ImportReview,
  type ReviewedRow,
  reviewImport,
  type UnmatchedValue,
} from "./import/review.ts";
export { abandonImport, runImport } from "./import/run.ts";
export type { Suggestion } from "./import/suggest.ts";
export { type KeptRecord, type UndoneImport, undoImport } from "./import/undo.ts";
export { uploadImport } from "./import/upload.ts";
export { removeLeads, restoreLeads, updateManyLeads } from "./lead/bulk.ts";
export { type ConvertedLead, convertLead } from "./lead/convert.ts";
export { exportLeads } from "./lead/export.ts";
export { contactLead, createLead, disqualifyLead, qualifyLead, reopenLead, updateLead } from "./lead/lead.ts";
export {
  countLeads,
  countLeadsByStatus,
  getLead,
  type LeadDetail,
  type LeadSummary,
  listLeadSources,
  listLeads,
} from "./lead/queries.ts";
export {
  countLocations,
  createLocation,
  getLocation,
  type LocationItem,
  listLocations,
  removeLocations,
  restoreLocations,
  updateLocation,
} from "./location.ts";
export {
  createPipeline,
  ensureDefaultPipeline,
  removePipeline,
  reorderPipelines,
  restorePipeline,
  updatePipeline,
} from "./pipeline/pipeline.ts";
export { listPipelines, type Pipeline, type Stage } from "./pipeline/queries.ts";
export { createStage, removeStage, reorderStages, updateStage } from "./pipeline/stage.ts";
export { exportProducts } from "./product/export.ts";
export { createProduct, restoreProducts, retireProducts, updateProduct } from "./product/product.ts";
export { countProducts, getProduct, listProductFamilies, listProducts, type Product } from "./product/queries.ts";
export { recordIds } from "./record.ts";
export { getRecordHistory } from "./record-history.ts";
export {
  countSalespeople,
  getOwnSalesperson,
  getSalesperson,
  listSalespeople,
  type Salesperson,
} from "./salesperson/queries.ts";
export { createSalesperson, ensureSalesperson, updateSalesperson } from "./salesperson/salesperson.ts";
export { labelRecords, type RecordLabel, type SearchResult, searchRecords } from "./search.ts";
export { applyTags, createTag, deleteTags, listTags, restoreTags, type TagItem, updateTag } from "./tag/tag.ts";
export type { TagRef } from "./tag/tagging.ts";
