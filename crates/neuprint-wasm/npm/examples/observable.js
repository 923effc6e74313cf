// A notebook for Observable (https://observablehq.com): three cells, of which the first is shown.
//
//   viewer = neurons(await FileAttachment("broken.swc").text(), heal)
//   heal = "8um"
//   neurons = function with what `<neuprint-viewer>` needs
//
// In a notebook the import is `import("https://…/neuprint/element/element.js")`, from wherever the package is served.

export default function define(runtime, observer) {
  const notebook = runtime.module();
  notebook.variable(observer("viewer")).define("viewer", ["neurons", "swc", "heal"], (neurons, swc, heal) => neurons([{ name: "broken", swc }], heal));
  notebook.variable(observer("heal")).define("heal", [], () => "8um");
  notebook.variable(observer("swc")).define("swc", [], async () => (await fetch(new URL("broken.swc", import.meta.url))).text());
  notebook.variable(observer("neurons")).define("neurons", [], async () => {
    await import("../element/element.js");
    return (files, heal) => {
      const viewer = document.createElement("neuprint-viewer");
      viewer.neurons = files;
      viewer.setAttribute("unit", "8nm");
      viewer.setAttribute("heal", heal);
      viewer.setAttribute("color-by", "type");
      return viewer;
    };
  });
  return notebook;
}
