// Draws the plots from the figures in the element "targets".
"use strict";
(function () {
  const targets = JSON.parse(document.getElementById("targets").textContent);
  const plots = document.getElementById("plots");
  const colors = ["#2563eb", "#dc2626", "#64748b", "#d97706"];
  // Intervals double in the course of a long replay, at the same time for all targets that have the same requests.
  const interval = Math.max(...targets.map(target => target.series.interval));
  const length = Math.max(...targets.map(target => target.series.rate.length));
  const times = Array.from({ length }, (_, i) => i * interval);

  function plot(title, unit, lines) {
    const width = Math.min(640, plots.clientWidth || 640);
    new uPlot({
      title, width, height: 260,
      scales: { x: { time: false } },
      axes: [{ label: "seconds" }, { label: unit, size: 70 }],
      series: [{ label: "seconds" }].concat(lines.map(line => ({
        label: line.label, stroke: line.color, width: 1.5, dash: line.dash, points: { show: length < 3 },
      }))),
    }, [times].concat(lines.map(line => line.values)), plots);
  }

  function lines(names, dashes) {
    return targets.flatMap((target, i) => names.map((name, j) => ({
      label: target.name + " " + name, color: colors[i % colors.length], dash: dashes[j], values: target.series[name],
    })));
  }

  plot("Latency from the time a request was due", "milliseconds", lines(["p50", "p99"], [[4, 3], []]));
  plot("Throughput", "requests per second", lines(["rate"], [[]]));
  plot("Errors", "errors per second", lines(["errors"], [[]]));
})();
