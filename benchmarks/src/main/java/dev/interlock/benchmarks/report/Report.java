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
import java.util.stream.Stream;

/** The report of a run: one page in Markdown for all of its suites. */
public final class Report {
    private static final String FILE = "report.md";
    private static final String PLOTS = "plots";

    /** Quantities in one table, as more are too wide to read. */
    private static final int COLUMNS = 5;

    private final Path run;
    private final StringBuilder page = new StringBuilder();
    private final List<String> headlines = new ArrayList<>();

    private Report(Path run) {
        this.run = run;
    }

    /**
     * Writes the report of the results that a directory has, in a directory for each suite.
     *
     * @param suite the one whose lines are returned, or an empty string for those of all
     */
    public static List<String> write(Path run, String suite) throws IOException {
        Report report = new Report(run);
        report.page
                .append("# Benchmarks of ")
                .append(run.toAbsolutePath().normalize().getFileName())
                .append('\n');
        try (Stream<Path> entries = Files.list(run)) {
            for (Path directory : entries.filter(Files::isDirectory).sorted().toList()) {
                report.addSuite(directory);
            }
        }
        Files.writeString(run.resolve(FILE), report.page);
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
            page.append("\n## ").append(name).append("\n\n**Failed**: see [what it printed](");
            page.append(name).append("/output.txt).\n");
        }
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
        page.append("\n## ").append(results.suite()).append("\n\n").append(results.method());
        page.append(" Medians, and quartiles in parentheses; a ratio is Interlock's figure in terms of the row's.\n\n");
        results.machine().forEach(line -> page.append("- ").append(line).append('\n'));
        results.contenders()
                .forEach((contender, label) -> page.append("- ")
                        .append(contender)
                        .append(": ")
                        .append(label)
                        .append('\n'));
        results.failures()
                .forEach(failure -> page.append("- **Failed**: ")
                        .append(failure.contender())
                        .append(' ')
                        .append(failure.scenario())
                        .append(": ")
                        .append(failure.why())
                        .append('\n'));
        page.append("\n```text\n").append(String.join("\n", lines)).append("\n```\n");
        addGoals(goals);
        Plots plots = new Plots(results, figures, run.resolve(PLOTS));
        for (String scenario : figures.scenarios()) {
            page.append("\n### ")
                    .append(scenario.isEmpty() ? "Start" : scenario)
                    .append('\n');
            addTables(results, figures, scenario);
            addPlots(plots, scenario);
        }
    }

    private void addGoals(List<Goals.Row> goals) {
        if (!goals.isEmpty()) {
            row(List.of("", "goal", "", "found"), true);
            goals.forEach(goal -> row(List.of(goal.what(), goal.limit(), goal.contender(), goal.found()), false));
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
            row(titles, true);
            // The best by the first quantity of all comes first, then whoever has none.
            Set<String> contenders = new LinkedHashSet<>(figures.ascending(scenario, quantities.get(0)));
            contenders.addAll(figures.contenders(scenario));
            for (String contender : contenders) {
                row(cells(results, figures, scenario, contender, shown), false);
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

    /** A bar would end the cell, and a line the row. */
    private void row(List<String> cells, boolean isTitle) {
        List<String> safe = cells.stream()
                .map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " "))
                .toList();
        page.append(isTitle ? "\n| " : "| ").append(String.join(" | ", safe)).append(" |\n");
        if (isTitle) {
            page.append("|---|").append("---:|".repeat(cells.size() - 1)).append('\n');
        }
    }

    /** A Java without fonts cannot draw. */
    private void addPlots(Plots plots, String scenario) throws IOException {
        try {
            for (String file : plots.write(scenario)) {
                page.append("\n![")
                        .append(file)
                        .append("](")
                        .append(PLOTS)
                        .append('/')
                        .append(file)
                        .append(")\n");
            }
        } catch (LinkageError | InternalError | RuntimeException e) {
            page.append("\nNo plot: ").append(e).append("; install fontconfig and fonts-dejavu-core.\n");
        }
    }
}
