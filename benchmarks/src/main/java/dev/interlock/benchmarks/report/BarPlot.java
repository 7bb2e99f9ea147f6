package dev.interlock.benchmarks.report;

import dev.interlock.benchmarks.process.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A bar for each median, from the top down, with a line from the least to the most that was measured. Bars of Interlock
 * have another color than those of others.
 */
public final class BarPlot {
    private static final int WIDTH = 760;
    private static final int RIGHT = 110;
    private static final int TOP = 40;
    private static final int ROW = 24;
    private static final int BAR = 16;
    private static final int GAP = 8;
    /** What stands before the bars is as wide as the longest label, and in most plots as wide as this. */
    private static final int LEAST_LEFT = 150;

    private static final int CHARACTER = 7;
    /** Where all are 0. */
    private static final double LEAST = 1e-9;

    private static final String OWN = "#1b6ca8";
    private static final String PEER = "#b8bec4";
    private static final String RANGE = "#333333";
    private static final String LIMIT = "#d1495b";

    private final String title;
    private final int decimals;
    private final List<Bar> bars = new ArrayList<>();
    private OptionalDouble limit = OptionalDouble.empty();

    /**
     * Begins a plot without bars.
     *
     * @param title what is shown, with its unit
     * @param decimals of the medians that stand behind the bars
     */
    public BarPlot(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    private record Bar(String label, Spread spread, boolean isOwn) {}

    /** Adds a bar below those before. */
    public BarPlot bar(String label, Spread spread, boolean isOwn) {
        bars.add(new Bar(label, spread, isOwn));
        return this;
    }

    /** Adds a bar of what was measured once. */
    public BarPlot bar(String label, double value, boolean isOwn) {
        return bar(label, new Spread(value, value, value), isOwn);
    }

    /** Draws a line that no bar should pass. */
    public BarPlot limit(double value) {
        limit = OptionalDouble.of(value);
        return this;
    }

    /** The drawing. */
    public List<String> lines() {
        int left = left();
        double scale = (WIDTH - left - RIGHT) / Math.max(most(), LEAST);
        int bottom = TOP + ROW * bars.size();
        Svg svg = new Svg(WIDTH, bottom + BAR);
        svg.text(left, TOP / 2.0, "start", title);
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), left, TOP + ROW * (double) i, scale);
        }
        limit.ifPresent(value -> {
            double x = left + value * scale;
            svg.line(x, TOP - GAP, x, bottom, LIMIT);
            svg.text(x, bottom + BAR / 2.0 + 4, "middle", "limit " + Figure.of(value, 0));
        });
        return svg.lines();
    }

    private int left() {
        int longest = bars.stream().mapToInt(bar -> bar.label.length()).max().orElse(0);
        return Math.max(LEAST_LEFT, CHARACTER * longest + 2 * GAP);
    }

    private double most() {
        double most = bars.stream().mapToDouble(bar -> bar.spread.most()).max().orElse(0);
        return Math.max(most, limit.orElse(0));
    }

    private void draw(Svg svg, Bar bar, int left, double y, double scale) {
        double middle = y + BAR / 2.0;
        double baseline = y + BAR - 4;
        double most = left + bar.spread.most() * scale;
        svg.text(left - GAP, baseline, "end", bar.label);
        svg.rectangle(left, y, bar.spread.median() * scale, BAR, bar.isOwn ? OWN : PEER);
        svg.line(left + bar.spread.least() * scale, middle, most, middle, RANGE);
        svg.text(most + GAP, baseline, "start", Figure.of(bar.spread.median(), decimals));
    }
}
