package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Latency over percentile, both logarithmic: each step to the right is a nine more. */
final class LatencyPlot {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 480;
    private static final int LEFT = 80;
    private static final int RIGHT = 170;
    private static final int TOP = 40;
    private static final int BOTTOM = 40;
    private static final int NINES = 4;
    private static final int POINTS_PER_NINE = 20;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double LEAST_MICROS = 10;
    private static final double DECADES = 5;
    private static final String GRID = "#dddddd";

    private LatencyPlot() {}

    static List<String> lines(String title, Map<String, Histogram> histograms) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        svg.text(LEFT, TOP / 2.0, "start", title);
        grid(svg);
        int index = 0;
        for (Histogram histogram : histograms.values()) {
            svg.path(points(histogram), Legend.color(index++));
        }
        Legend.draw(svg, WIDTH - RIGHT + 20, TOP, List.copyOf(histograms.keySet()));
        return svg.lines();
    }

    private static void grid(Svg svg) {
        for (int nine = 0; nine <= NINES; nine++) {
            double x = x(nine);
            svg.line(x, TOP, x, HEIGHT - BOTTOM, GRID);
            svg.text(x, HEIGHT - BOTTOM + 18, "middle", nine == 0 ? "0 %" : percentile(nine) + " %");
        }
        for (int decade = 0; decade <= DECADES; decade++) {
            double micros = LEAST_MICROS * Math.pow(10, decade);
            svg.line(LEFT, y(micros), WIDTH - RIGHT, y(micros), GRID);
            svg.text(LEFT - 8, y(micros) + 4, "end", duration(micros));
        }
    }

    /** Whole microseconds or milliseconds. */
    static String duration(double micros) {
        return micros < 1e3 ? (int) micros + " us" : (int) (micros / 1e3) + " ms";
    }

    private static String percentile(int nines) {
        String digits = "9".repeat(nines);
        return nines == 1 ? "90" : nines == 2 ? "99" : digits.substring(0, 2) + "." + digits.substring(2);
    }

    private static List<Double> points(Histogram histogram) {
        List<Double> points = new ArrayList<>();
        for (int i = 0; i <= NINES * POINTS_PER_NINE; i++) {
            double nines = (double) i / POINTS_PER_NINE;
            double percentile = 100 * (1 - Math.pow(10, -nines));
            points.add(x(nines));
            points.add(y(histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO));
        }
        return points;
    }

    private static double x(double nines) {
        return LEFT + nines / NINES * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double micros) {
        double decades = Math.log10(Math.max(micros, LEAST_MICROS) / LEAST_MICROS);
        return HEIGHT - BOTTOM - Math.min(decades, DECADES) / DECADES * (HEIGHT - TOP - BOTTOM);
    }
}
