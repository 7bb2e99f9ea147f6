package dev.interlock.benchmarks.servers;

import java.util.List;
import java.util.Map;

/** A bar for the median of each server, the least first, with a line from the least to the most that was read. */
final class BarPlot {
    private static final int WIDTH = 760;
    private static final int LEFT = 150;
    private static final int RIGHT = 110;
    private static final int TOP = 40;
    private static final int ROW = 24;
    private static final int BAR = 16;
    /** Where all are 0. */
    private static final double LEAST = 1e-9;

    private static final String OWN = "#1b6ca8";
    private static final String PEER = "#b8bec4";
    private static final String RANGE = "#333333";

    private BarPlot() {}

    static List<String> lines(String title, Quantity quantity, Map<String, Readings.Summary> summaries) {
        double most = 0;
        for (Readings.Summary summary : summaries.values()) {
            most = Math.max(most, summary.max());
        }
        Svg svg = new Svg(WIDTH, TOP + ROW * summaries.size() + BAR);
        svg.text(LEFT, TOP / 2.0, "start", title + ": " + quantity.label());
        double y = TOP;
        double scale = (WIDTH - LEFT - RIGHT) / Math.max(most, LEAST);
        for (Map.Entry<String, Readings.Summary> entry : Readings.ascending(summaries)) {
            bar(svg, y, entry.getKey(), quantity, entry.getValue(), scale);
            y += ROW;
        }
        return svg.lines();
    }

    private static void bar(
            Svg svg, double y, String server, Quantity quantity, Readings.Summary summary, double scale) {
        double middle = y + BAR / 2.0;
        svg.text(LEFT - 8, y + BAR - 4, "end", server);
        svg.rectangle(LEFT, y, summary.median() * scale, BAR, server.startsWith(Contender.OWN) ? OWN : PEER);
        svg.line(LEFT + summary.min() * scale, middle, LEFT + summary.max() * scale, middle, RANGE);
        svg.text(LEFT + summary.max() * scale + 8, y + BAR - 4, "start", Headlines.value(quantity, summary.median()));
    }
}
