package dev.interlock.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table in Markdown, column by column and then row by row. */
public final class MarkdownTable {
    /** A rule has at least three dashes. */
    private static final int LEAST_WIDTH = 3;

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private record Column(String title, boolean isNumber) {}

    /** Adds columns of words, which begin at the left. */
    public MarkdownTable words(String... titles) {
        return add(titles, false);
    }

    /** Adds columns of numbers, which end at the right. */
    public MarkdownTable numbers(String... titles) {
        return add(titles, true);
    }

    private MarkdownTable add(String[] titles, boolean areNumbers) {
        Arrays.stream(titles).map(title -> new Column(cell(title), areNumbers)).forEach(columns::add);
        return this;
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException when there are more or fewer cells than columns
     */
    public MarkdownTable row(String... cells) {
        return row(List.of(cells));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException when there are more or fewer cells than columns
     */
    public MarkdownTable row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells + " is no row of " + columns.size() + " columns");
        }
        rows.add(cells.stream().map(MarkdownTable::cell).toList());
        return this;
    }

    /** A bar would end the cell, and a line the row. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ");
    }

    private List<String> titles() {
        return columns.stream().map(Column::title).toList();
    }

    /** As short as it can be. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(titles()));
        StringBuilder rule = new StringBuilder("|");
        columns.forEach(column -> rule.append(column.isNumber ? "---:|" : "---|"));
        lines.add(rule.toString());
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder("|");
        cells.forEach(cell -> line.append(cell.isEmpty() ? " |" : " " + cell + " |"));
        return line.toString();
    }

    /** With columns below each other, for a terminal; Markdown as well. */
    public List<String> aligned() {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        List<String> lines = new ArrayList<>();
        lines.add(aligned(titles(), widths));
        StringBuilder rule = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            rule.append("-".repeat(widths[i] + 1))
                    .append(columns.get(i).isNumber ? ':' : '-')
                    .append('|');
        }
        lines.add(rule.toString());
        rows.forEach(row -> lines.add(aligned(row, widths)));
        return lines;
    }

    private int width(int column) {
        int width = Math.max(LEAST_WIDTH, columns.get(column).title.length());
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private String aligned(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String pattern = columns.get(i).isNumber ? " %" + widths[i] + "s |" : " %-" + widths[i] + "s |";
            line.append(pattern.formatted(cells.get(i)));
        }
        return line.toString();
    }
}
