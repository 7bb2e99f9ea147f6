package dev.interlock.benchmarks.report;

import dev.interlock.benchmarks.report.Figures.Summary;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Results.Place;
import dev.interlock.benchmarks.results.Results.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates the report of a run: one Markdown page for all of its suites. */
public final class Report {
    private static final String MEDIANS =
            " Medians, with quartiles in parentheses. A ratio is Interlock's figure divided by the row's.";
    /** Number of quantities in one table. A table with more columns is too wide to read. */
    private static final int COLUMNS = 5;

    private final Results results;
    private final Figures figures;
    private final Path plots;
    private final List<String> page = new ArrayList<>();

    Report(Results results, Path plots) {
        this.results = results;
        this.plots = plots;
        figures = new Figures(results);
    }

    /**
     * Writes the report of all results below a run's directory. Each suite has its own directory there.
     *
     * @param suite suite whose lines are returned, or an empty string for all suites
     */
    public static List<String> write(Path run, String suite) throws IOException {
        List<String> page =
                new ArrayList<>(List.of("# Benchmarks of " + run.normalize().getFileName()));
        List<String> headlines = new ArrayList<>();
        try (Stream<Path> entries = Files.list(run)) {
            for (Path directory : entries.filter(Files::isDirectory).sorted().toList()) {
                String name = String.valueOf(directory.getFileName());
                if (Files.exists(directory.resolve(Results.FILE))) {
                    Report report = new Report(Results.read(directory), run.resolve("plots"));
                    List<String> lines = report.addSuite();
                    headlines.addAll(suite.isEmpty() || suite.equals(name) ? lines : List.of());
                    page.addAll(report.page);
                } else if (Files.exists(directory.resolve("output.txt"))) {
                    page.addAll(
                            List.of("", "## " + name, "", "**Failed**: see [its output](" + name + "/output.txt)."));
                }
            }
        }
        System.out.println("\nReport: " + Files.write(run.resolve("report.md"), page) + "\n");
        return headlines;
    }

    private void add(String... lines) {
        page.addAll(List.of(lines));
    }

    /** Adds the section of a suite to the page. Returns the lines for the terminal. */
    private List<String> addSuite() throws IOException {
        List<String> lines = headlines();
        add("", "## " + results.suite(), "", results.method() + MEDIANS, "");
        results.machine().forEach(line -> add("- " + line));
        results.contenders().forEach((contender, label) -> add("- " + contender + ": " + label));
        results.failures()
                .forEach(failure ->
                        add("- **Failed**: " + failure.contender() + " " + failure.scenario() + ": " + failure.why()));
        add("", "```text");
        page.addAll(lines);
        add("```");
        for (String scenario : figures.scenarios()) {
            add("", "### " + (scenario.isEmpty() ? "Start" : scenario));
            addTables(scenario);
            addPlots(scenario);
        }
        return lines;
    }

    /**
     * Returns the lines for the terminal. Each line has Interlock's median and the medians of its peers, for example
     * {@code servers plaintext cpu: 5.80 us (hyper 6.70 us, ratio 0.87; go 13.70 us, ratio 0.42)}.
     */
    List<String> headlines() {
        List<String> lines = new ArrayList<>();
        for (String scenario : figures.scenarios()) {
            addHeadlines(lines, scenario, "", figures.quantities(scenario, Place.HEADLINE));
            figures.quantities(scenario, Place.LINE)
                    .forEach(quantity -> addHeadlines(lines, scenario, " " + quantity.name(), List.of(quantity)));
        }
        results.facts().forEach(fact -> lines.add(results.suite() + " " + fact));
        return lines;
    }

    private void addHeadlines(List<String> lines, String scenario, String name, List<Quantity> quantities) {
        for (String own : quantities.isEmpty() ? List.<String>of() : results.own()) {
            Optional<Summary> mine = figures.find(scenario, own, quantities.get(0));
            if (mine.isPresent()) {
                String other = own.equals(results.own().get(0)) ? "" : " " + own;
                String peers = references(scenario, quantities.get(0)).stream()
                        .flatMap(peer -> figures.find(scenario, peer, quantities.get(0)).stream()
                                .map(theirs -> peer + " " + values(scenario, peer, quantities) + ", ratio "
                                        + mine.get().ratio(theirs)))
                        .collect(Collectors.joining("; "));
                String title = results.suite() + (scenario.isEmpty() ? "" : " " + scenario) + name + other;
                lines.add(
                        title + ": " + values(scenario, own, quantities) + (peers.isEmpty() ? "" : " (" + peers + ")"));
            }
        }
    }

    private String values(String scenario, String contender, List<Quantity> quantities) {
        return quantities.stream()
                .flatMap(quantity -> figures.find(scenario, contender, quantity).stream()
                        .map(summary -> Figures.format(quantity, summary.median()) + " " + quantity.unit()))
                .collect(Collectors.joining(", "));
    }

    private List<String> references(String scenario, Quantity quantity) {
        if (!results.references().isEmpty()) {
            return results.references();
        }
        return figures.ascending(scenario, quantity).stream()
                .filter(contender -> !results.own().contains(contender))
                .limit(1)
                .toList();
    }

    private void addTables(String scenario) {
        List<Quantity> quantities = figures.quantities(scenario);
        // The medians of the first quantity give the order of the contenders. Contenders without this quantity come
        // last.
        Set<String> contenders = new LinkedHashSet<>(figures.ascending(scenario, quantities.get(0)));
        contenders.addAll(figures.contenders(scenario));
        for (int from = 0; from < quantities.size(); from += COLUMNS) {
            List<Quantity> shown = quantities.subList(from, Math.min(from + COLUMNS, quantities.size()));
            List<String> titles = new ArrayList<>(List.of(""));
            for (Quantity quantity : shown) {
                titles.add(quantity.name() + ", " + quantity.unit());
                titles.addAll(quantity.place() == Place.TABLE ? List.of() : List.of("ratio"));
            }
            addTitle(titles);
            contenders.forEach(contender -> addRow(cells(scenario, contender, shown)));
        }
    }

    private List<String> cells(String scenario, String contender, List<Quantity> shown) {
        List<String> cells = new ArrayList<>(List.of(contender));
        for (Quantity quantity : shown) {
            Optional<Summary> found = figures.find(scenario, contender, quantity);
            cells.add(found.map(summary -> summary.text(quantity)).orElse(Figures.NONE));
            if (quantity.place() != Place.TABLE) {
                Optional<Summary> own = figures.find(scenario, results.own().get(0), quantity);
                cells.add(own.flatMap(mine -> found.map(mine::ratio)).orElse(Figures.NONE));
            }
        }
        return cells;
    }

    private void addTitle(List<String> cells) {
        add("");
        addRow(cells);
        add("|---|" + "---:|".repeat(cells.size() - 1));
    }

    /**
     * Adds a row of a table. Escapes vertical bars, which would end the cell, and replaces line breaks, which would end
     * the row.
     */
    private void addRow(List<String> cells) {
        add(cells.stream()
                .map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " "))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** Adds the plots of a scenario. If Java has no fonts, adds no plots, because Java then cannot draw them. */
    private void addPlots(String scenario) throws IOException {
        try {
            for (String file : new Plots(results, figures, plots).write(scenario)) {
                add("", "![" + file + "](plots/" + file + ")");
            }
        } catch (LinkageError | InternalError | RuntimeException e) {
            add("", "No plot: " + e + "; a Java without fonts needs fontconfig and fonts-dejavu-core.");
        }
    }
}
