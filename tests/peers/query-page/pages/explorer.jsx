// A page of a table at a time, as neuPrintExplorer shows answers: JSON.parse, an array of rows, Material's table.
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Table, TableBody, TableCell, TableHead, TablePagination, TableRow, TableSortLabel } from "@mui/material";

const compare = (column) => (a, b) => (a[column] < b[column] ? -1 : a[column] > b[column] ? 1 : 0);
let set;

function Results({ columns, data }) {
  const [rows, setRows] = useState(data);
  const [page, setPage] = useState(0);
  const [size, setSize] = useState(5);
  set = setRows;
  const sort = (column) => setRows([...rows].sort(compare(column)));
  return (
    <>
      <Table>
        <TableHead>
          <TableRow>
            {columns.map((column, index) => (
              <TableCell key={column}>
                <TableSortLabel onClick={() => sort(index)}>{column}</TableSortLabel>
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.slice(page * size, (page + 1) * size).map((row, index) => (
            <TableRow key={index}>
              {row.map((cell, column) => (
                <TableCell key={column}>{String(cell)}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <TablePagination
        component="div"
        count={rows.length}
        page={page}
        rowsPerPage={size}
        onPageChange={(_, next) => setPage(next)}
        onRowsPerPageChange={(event) => setSize(Number(event.target.value))}
      />
    </>
  );
}

let all;
const names = { bodyId: 0, type: 1, weight: 2 };
globalThis.peer = {
  async load() {
    const response = await fetch("/api/custom/custom", { method: "POST", body: JSON.stringify({ cypher: "bench", dataset: "bench:v1" }) });
    all = await response.json();
    createRoot(document.getElementById("grid")).render(<Results columns={all.columns} data={all.data} />);
  },
  firstRow: () => [...document.querySelectorAll("tbody tr:first-child td")].map((cell) => cell.textContent),
  shown: () => Number(/of ([\d,]+)/.exec(document.querySelector(".MuiTablePagination-displayedRows")?.textContent ?? "")?.[1].replaceAll(",", "") ?? 0),
  drawn: () => document.querySelector("tbody tr") !== null,
  sort: (column) => document.querySelectorAll("thead .MuiTableSortLabel-root")[names[column]].click(),
  filter: (column, least) => set(all.data.filter((row) => row[names[column]] >= least)),
  scroller: () => null,
};
