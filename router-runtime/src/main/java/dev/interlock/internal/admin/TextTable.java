package dev.interlock.internal.admin;

import java.util.ArrayList;
import java.util.List;

/** Table with aligned columns, for a terminal. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    TextTable(String... titles) {
        widths = new int[titles.length];
        row(titles);
    }

    /** Adds a row with as many cells as there are titles. */
    void row(String... cells) {
        rows.add(cells);
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            int last = row.length - 1;
            while (last > 0 && row[last].isEmpty()) {
                last--;
            }
            for (int i = 0; i < last; i++) {
                text.append(row[i])
                        .append(" ".repeat(widths[i] - row[i].length()))
                        .append(GAP);
            }
            text.append(row[last]).append('\n');
        }
        return text.toString();
    }
}
