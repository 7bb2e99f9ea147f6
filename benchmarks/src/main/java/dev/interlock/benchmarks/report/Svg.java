package dev.interlock.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A drawing, element by element. Written by hand, as the plotting libraries of Java lay out text by AWT, which a headless JDK
 * without fonts has not.
 */
public final class Svg {
    private final List<String> elements = new ArrayList<>();
    private final int width;
    private final int height;

    /** A white page, in pixels. */
    public Svg(int width, int height) {
        this.width = width;
        this.height = height;
        rectangle(0, 0, width, height, "white");
    }

    public void rectangle(double x, double y, double width, double height, String color) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, width, height, color);
    }

    public void line(double x1, double y1, double x2, double y2, String color) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x1, y1, x2, y2, color);
    }

    /** A line through points, given as x and y in turn. */
    public void path(List<Double> points, String color) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i + 1 < points.size(); i += 2) {
            list.append(String.format(Locale.ROOT, "%.1f,%.1f ", points.get(i), points.get(i + 1)));
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                list.toString().strip(), color);
    }

    /**
     * Words.
     *
     * @param anchor which end of the text is at the point: start, middle or end
     */
    public void text(double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped);
    }

    private void add(String pattern, Object... values) {
        elements.add(String.format(Locale.ROOT, pattern, values));
    }

    /** The file. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"sans-serif\" font-size=\"12\">",
                width,
                height,
                width,
                height));
        lines.addAll(elements);
        lines.add("</svg>");
        return lines;
    }
}
