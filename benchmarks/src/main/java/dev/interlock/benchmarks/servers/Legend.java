package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.Svg;
import java.util.List;

/** The colors of curves, and the list that says whose they are. */
final class Legend {
    private static final List<String> COLORS = List.of(
            "#1b6ca8", "#6cc5f0", "#d1495b", "#2e8b57", "#e09f3e", "#6a4c93", "#00a6a6", "#8d6e63", "#ff70a6",
            "#5f6caf", "#9aa01f", "#444444", "#c04cfd", "#00b140", "#ff7f11", "#a0a0a0");
    private static final int ROW = 18;
    private static final int SQUARE = 10;
    private static final int INDENT = 18;

    private Legend() {}

    /** The color of the curve with this number, from 0. */
    static String color(int index) {
        return COLORS.get(index % COLORS.size());
    }

    /** Draws a line for each name below a point. */
    static void draw(Svg svg, double x, double y, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            double baseline = y + SQUARE + ROW * (double) i;
            svg.rectangle(x, baseline - SQUARE + 1, SQUARE + 2, SQUARE, color(i));
            svg.text(x + INDENT, baseline, "start", names.get(i));
        }
    }
}
