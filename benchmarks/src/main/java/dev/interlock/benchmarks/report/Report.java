package dev.interlock.benchmarks.report;

import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Quantity.Place;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Report of a run: one Markdown page for all of its suites. */
public final class Report {
    private static final String FILE = "report.md";
    private static final String PLOTS = "plots";
    private static final String MEDIANS =
            " Medians, with quartiles in parentheses. A ratio is Interlock's figure divided by the row's.";

    /** Number of quantities in one table. A table with more columns is too wide to read. */
    private static final int COLUMNS = 5;

    private final Path run;
    private final List<String> page = new ArrayList<>();
    private final List<String> headlines = new ArrayList<>();

    private Report(Path run) {
        this.run = run;
    }

    /**
     * Writes the report of all results in a run's directory. Each suite has a directory in it.
     *
     * @param suite suite whose lines are returned, or an empty string for all suites
     */
    public static List<String> write(Path run, String suite) throws IOException {
        Report report = new Report(run);
        report.add("# Benchmarks of " + run.toAbsolutePath().normalize().getFileName());
        try (Stream<Path> entries = Files.list(run)) {
            for (Path directory : entries.filter(Files::isDirectory).sorted().toList()) {
                report.addSuite(directory);
            }
        }
        Files.write(run.resolve(FILE), report.page);
        System.out.println("\nReport: " + run.resolve(FILE) + "\n");
        return report.headlines.stream()
                .filter(line -> line.startsWith(suite.isEmpty() ? "" : suite + " "))
                .toList();
    }

    private void addSuite(Path directory) throws IOException {
        String name = String.valueOf(directory.getFileName());
        if (Files.exists(directory.resolve(Results.FILE))) {
            add(Results.read(directory));
        } else if (Files.exists(directory.resolve("output.txt"))) {
            add("", "## " + name, "", "**Failed**: see [its output](" + name + "/output.txt).");
        }
    }

    private void add(String... lines) {
        page.addAll(List.of(lines));
    }

    private void add(Results results) throws IOException {
        Figures figures = new Figures(results);
        List<Goals.Row> goals = Goals.rows(results, figures);
        List<String> lines = new ArrayList<>(new Headlines(results, figures).lines());
        if (!goals.isEmpty()) {
            long met = goals.stream().filter(Goals.Row::isMet).count();
            lines.add(results.suite() + " goals: " + met + " met of " + goals.size());
        }
        headlines.addAll(lines);
        add("", "## " + results.suite(), "", results.method() + MEDIANS, "");
        results.machine().forEach(line -> add("- " + line));
        results.contenders().forEach((contender, label) -> add("- " + contender + ": " + label));
        for (Results.Failure failure : results.failures()) {
            add("- **Failed**: " + failure.contender() + " " + failure.scenario() + ": " + failure.why());
        }
        add("", "```text");
        page.addAll(lines);
        add("```");
        addGoals(goals);
        Plots plots = new Plots(results, figures, run.resolve(PLOTS));
        for (String scenario : figures.scenarios()) {
            add("", "### " + (scenario.isEmpty() ? "Start" : scenario));
            addTables(results, figures, scenario);
            addPlots(plots, scenario);
        }
    }

    private void addGoals(List<Goals.Row> goals) {
        if (!goals.isEmpty()) {
            title(List.of("", "goal", "", "found"));
            goals.forEach(goal -> row(List.of(goal.what(), goal.limit(), goal.contender(), goal.found())));
        }
    }

    private void addTables(Results results, Figures figures, String scenario) {
        List<Quantity> quantities = figures.quantities(scenario);
        for (int from = 0; from < quantities.size(); from += COLUMNS) {
            List<Quantity> shown = quantities.subList(from, Math.min(from + COLUMNS, quantities.size()));
            List<String> titles = new ArrayList<>(List.of(""));
            for (Quantity quantity : shown) {
                titles.add(quantity.name() + ", " + quantity.unit());
                titles.addAll(Collections.nCopies(quantity.place() == Place.TABLE ? 0 : 1, "ratio"));
            }
            title(titles);
            // The first quantity gives the order. Contenders without it come last.
            Set<String> contenders = new LinkedHashSet<>(figures.ascending(scenario, quantities.get(0)));
            contenders.addAll(figures.contenders(scenario));
            for (String contender : contenders) {
                row(cells(results, figures, scenario, contender, shown));
            }
        }
    }

    private static List<String> cells(
            Results results, Figures figures, String scenario, String contender, List<Quantity> shown) {
        List<String> cells = new ArrayList<>(List.of(contender));
        for (Quantity quantity : shown) {
            var found = figures.find(scenario, contender, quantity);
            cells.add(found.map(summary -> summary.text(quantity)).orElse(Figures.NONE));
            if (quantity.place() != Place.TABLE) {
                var own = figures.find(scenario, results.own().get(0), quantity);
                cells.add(own.flatMap(mine -> found.map(other -> Figures.ratio(mine.median(), other.median())))
                        .orElse(Figures.NONE));
            }
        }
        return cells;
    }

    private void title(List<String> cells) {
        add("");
        row(cells);
        add("|---|" + "---:|".repeat(cells.size() - 1));
    }

    /** Adds a row. Escapes bars, which would end a cell, and replaces line breaks, which would end the row. */
    private void row(List<String> cells) {
        add(cells.stream()
                .map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " "))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** Adds the plots of a scenario. Adds none if Java has no fonts, because it then cannot draw. */
    private void addPlots(Plots plots, String scenario) throws IOException {
        try {
            for (String file : plots.write(scenario)) {
                add("", "![" + file + "](" + PLOTS + "/" + file + ")");
            }
        } catch (LinkageError | InternalError | RuntimeException e) {
            add("", "No plot: " + e + "; a Java without fonts needs fontconfig and fonts-dejavu-core.");
        }
    }
}
