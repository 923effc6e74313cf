// AG Grid Community, fed what JSON.parse makes of the answer.
import { AllCommunityModule, ModuleRegistry, createGrid } from "ag-grid-community";

ModuleRegistry.registerModules([AllCommunityModule]);
const definition = (field, index) => ({
  headerName: field,
  colId: field,
  valueGetter: ({ data }) => data[index],
  filter: field === "type" ? "agTextColumnFilter" : "agNumberColumnFilter",
});

let api;
globalThis.peer = {
  async load() {
    const response = await fetch("/api/custom/custom", { method: "POST", body: JSON.stringify({ cypher: "bench", dataset: "bench:v1" }) });
    const { columns, data } = await response.json();
    api = createGrid(document.getElementById("grid"), { columnDefs: columns.map(definition), rowData: data });
  },
  firstRow: () => api?.getDisplayedRowAtIndex(0)?.data?.map(String) ?? [],
  shown: () => api?.getDisplayedRowCount() ?? 0,
  drawn: () => document.querySelector(".ag-row") !== null,
  sort: (column) => api.applyColumnState({ state: [{ colId: column, sort: "asc" }], defaultState: { sort: null } }),
  filter: (column, least) => api.setFilterModel({ [column]: { filterType: "number", type: "greaterThanOrEqual", filter: least } }),
  scroller: () => document.querySelector(".ag-grid-viewport"),
};
