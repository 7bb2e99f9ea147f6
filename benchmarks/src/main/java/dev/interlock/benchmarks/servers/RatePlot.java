package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Throughput against latency: P99 over requests a second. A server has a point for each fixed rate and, joined by a line, one for
 * as many requests as it answers, where its clients wait for each answer.
 */
final class RatePlot {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 480;
    private static final int LEFT = 80;
    private static final int RIGHT = 170;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final double LEAST_MICROS = 10;
    private static final int DECADES = 4;
    private static final int MARKS = 5;
    /** So that marks are whole numbers of thousands. */
    private static final double STEP = 5_000;

    private static final double DOT = 6;
    private static final String GRID = "#dddddd";

    private final double most;

    private RatePlot(double most) {
        this.most = most;
    }

    /** @param rate requests a second */
    record Point(double rate, double p99Micros) {}

    static List<String> lines(String title, Map<String, List<Point>> servers) {
        double most = servers.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::rate)
                .max()
                .orElse(1);
        return new RatePlot(Math.ceil(most / STEP) * STEP).draw(title, servers);
    }

    private List<String> draw(String title, Map<String, List<Point>> servers) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        svg.text(LEFT, TOP / 2.0, "start", title);
        grid(svg);
        int index = 0;
        for (List<Point> points : servers.values()) {
            String color = Legend.color(index++);
            List<Double> line = new ArrayList<>();
            for (Point point : points) {
                line.add(x(point.rate()));
                line.add(y(point.p99Micros()));
                svg.rectangle(x(point.rate()) - DOT / 2, y(point.p99Micros()) - DOT / 2, DOT, DOT, color);
            }
            svg.path(line, color);
        }
        Legend.draw(svg, WIDTH - RIGHT + 20, TOP, List.copyOf(servers.keySet()));
        return svg.lines();
    }

    private void grid(Svg svg) {
        for (int mark = 0; mark <= MARKS; mark++) {
            double rate = most * mark / MARKS;
            svg.line(x(rate), TOP, x(rate), HEIGHT - BOTTOM, GRID);
            svg.text(x(rate), HEIGHT - BOTTOM + 18, "middle", Headlines.value(Quantity.THROUGHPUT, rate));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - BOTTOM + 38, "middle", "requests/s");
        double micros = LEAST_MICROS;
        for (int decade = 0; decade <= DECADES; decade++, micros *= 10) {
            svg.line(LEFT, y(micros), WIDTH - RIGHT, y(micros), GRID);
            svg.text(LEFT - 8, y(micros) + 4, "end", LatencyPlot.duration(micros));
        }
    }

    private double x(double rate) {
        return LEFT + rate / most * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double micros) {
        double decades = Math.log10(Math.max(micros, LEAST_MICROS) / LEAST_MICROS);
        return HEIGHT - BOTTOM - Math.min(decades, DECADES) / DECADES * (HEIGHT - TOP - BOTTOM);
    }
}
