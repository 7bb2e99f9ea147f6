package dev.interlock.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a suite found: a page with tables and plots for a file, and the same without plots for the terminal. */
public final class SuiteReport {
    /** The page in the directory of a suite's results. */
    public static final String FILE = "report.md";

    private final MarkdownPage page;
    private final List<String> terminal = new ArrayList<>();
    private final List<String> headlines;
    private final Map<String, List<String>> plots = new LinkedHashMap<>();

    /**
     * Begins the report.
     *
     * @param method what the figures are
     * @param headlines what the suite ends with on the terminal
     */
    public SuiteReport(String title, String method, Environment environment, List<String> headlines) {
        this.headlines = headlines;
        page = new MarkdownPage(title);
        page.paragraph(method);
        page.list(environment.lines());
        page.text(headlines);
        terminal.add(method);
    }

    public SuiteReport section(String title) {
        page.section(title);
        terminal.add("");
        terminal.add(title);
        return this;
    }

    public SuiteReport table(MarkdownTable table) {
        page.block(table.aligned());
        terminal.add("");
        terminal.addAll(table.aligned());
        return this;
    }

    /**
     * Shows a plot.
     *
     * @param name of its file, without the ending
     */
    public SuiteReport plot(String name, BarPlot plot) {
        String file = name + ".svg";
        page.image(file);
        plots.put(file, plot.lines());
        return this;
    }

    /** The page. */
    public List<String> lines() {
        return page.lines();
    }

    /** The tables and, at the end, the headlines. */
    public List<String> terminal() {
        List<String> lines = new ArrayList<>(terminal);
        lines.add("");
        lines.addAll(headlines);
        return lines;
    }

    /** Writes the page and its plots to a directory. */
    public void write(Path directory) throws IOException {
        Files.write(directory.resolve(FILE), page.lines());
        for (Map.Entry<String, List<String>> plot : plots.entrySet()) {
            Files.write(directory.resolve(plot.getKey()), plot.getValue());
        }
    }

    /** Writes the page and prints what is for the terminal: how a suite ends. */
    public void publish(Path directory) throws IOException {
        write(directory);
        System.out.println();
        System.out.println("Report: " + directory.resolve(FILE));
        System.out.println();
        terminal().forEach(System.out::println);
    }
}
